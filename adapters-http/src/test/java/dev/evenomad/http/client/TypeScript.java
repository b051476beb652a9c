package dev.evenomad.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * The real TypeScript compiler, in its strictest mode, on a JavaScript engine in Java: whoever
 * builds this needs no Node.js.
 */
final class TypeScript {

  private static final String VERSION = "/META-INF/maven/org.webjars.npm/typescript/pom.properties";

  /**
   * What a browser offers to a worker has all of it that a client needs, and a third of the size.
   */
  private static final String COMPILE =
      """
      (read, names) => {
        const ts = module.exports;
        const options = {
          strict: true, noUncheckedIndexedAccess: true, noImplicitReturns: true,
          noFallthroughCasesInSwitch: true, skipLibCheck: true, noEmit: true, types: [],
          target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.CommonJS,
          moduleResolution: ts.ModuleResolutionKind.Node10,
          lib: ['lib.es2020.d.ts', 'lib.webworker.d.ts'],
        };
        const host = {
          getSourceFile: (name, version) => {
            const text = read(name);
            return text === null ? undefined : ts.createSourceFile(name, text, version);
          },
          fileExists: name => read(name) !== null,
          readFile: name => read(name) ?? undefined,
          directoryExists: () => true,
          getDirectories: () => [],
          getDefaultLibFileName: () => '/lib/lib.es2020.d.ts',
          getDefaultLibLocation: () => '/lib',
          getCurrentDirectory: () => '/',
          getCanonicalFileName: name => name,
          useCaseSensitiveFileNames: () => true,
          getNewLine: () => '\\n',
          writeFile: () => {},
        };
        const program = ts.createProgram([...names], options, host);
        return ts.getPreEmitDiagnostics(program)
            .map(each => ts.formatDiagnostic(each, host).trim());
      }
      """;

  private final String lib;

  TypeScript() {
    Properties about = new Properties();
    try (InputStream file = open(VERSION)) {
      about.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lib = "/META-INF/resources/webjars/typescript/" + about.getProperty("version") + "/lib/";
  }

  /**
   * Compiles a program.
   *
   * @param sources texts by absolute name, such as {@code /app/main.ts}
   * @return what the compiler complains of
   */
  List<String> compile(Map<String, String> sources) {
    Map<String, String> libraries = new ConcurrentHashMap<>();
    ProxyExecutable read =
        arguments -> {
          String name = arguments[0].asString();
          return name.startsWith("/lib/")
              ? text(libraries, name.substring("/lib/".length()))
              : sources.get(name);
        };
    try (Context context =
        Context.newBuilder("js")
            .allowHostAccess(HostAccess.ALL)
            .option("engine.WarnInterpreterOnly", "false")
            .build()) {
      context.eval("js", "var module = {exports: {}};");
      context.eval(
          Source.newBuilder("js", Objects.requireNonNull(library("typescript.js")), "typescript.js")
              .buildLiteral());
      Value complaints =
          context
              .eval("js", COMPILE)
              .execute(read, ProxyArray.fromArray(sources.keySet().toArray()));
      return IntStream.range(0, (int) complaints.getArraySize())
          .mapToObj(index -> complaints.getArrayElement(index).asString())
          .toList();
    }
  }

  private @Nullable String text(Map<String, String> known, String name) {
    String text = known.getOrDefault(name, library(name));
    if (text != null) {
      known.put(name, text);
    }
    return text;
  }

  private @Nullable String library(String name) {
    try (InputStream file = TypeScript.class.getResourceAsStream(lib + name)) {
      return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(TypeScript.class.getResourceAsStream(resource), resource);
  }
}
