package dev.evenomad.persistence;

/** Is told how far long work has come, by the thread that does it and rather often than seldom. */
@FunctionalInterface
public interface Progress {

  /** Nobody is told. */
  Progress UNSEEN = (what, done, total) -> {};

  /**
   * So far it has come.
   *
   * @param what is being worked on, in a word or two for people
   * @param done how many of them are done; never less than before for the same {@code what}
   * @param total how many there are, as far as is known now; not less than {@code done}
   */
  void at(String what, long done, long total);
}
