package dev.evenomad.bootstrap.figures;

import dev.evenomad.bootstrap.sync.SyncFigures;
import java.util.ArrayList;
import java.util.List;

/** The figures of whole servers, one after the other. */
public final class ServerFigures {

  private ServerFigures() {}

  /** Measures all of them; each prints what it sees besides. */
  public static List<Figure> all() throws Exception {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(new HttpFigures().measure());
    figures.addAll(new SyncFigures().measure());
    figures.addAll(new JobFigures().measure());
    figures.addAll(new PushFigures().measure());
    return figures;
  }
}
