package dev.evenomad.bootstrap.security;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Makes requests that are wrong in some way out of the API document, the same for the same dice.
 *
 * @param self who asks
 * @param other whose things are none of their business
 */
record RequestMutations(TestedServer server, Account self, Account other) {

  private static final List<String> SEGMENTS =
      List.of(
          "..", "%2e%2e", "%2f", "%00", "%c0%af", "%ff", ";a=b", "%", "%zz", "", ".", "{id}", "*",
          "~", "@", "%u0041");

  /** A request of the operation, or of none at all. */
  Draft draft(Optional<Operation> operation, Random random) {
    if (operation.isEmpty()) {
      return unknown(random);
    }
    Operation known = operation.get();
    Draft draft = server.valid(known, random.nextInt(5) == 0 ? mixed() : self);
    if (ending(known) && random.nextInt(15) > 0) {
      // It would succeed too often, whatever stands beside it.
      authorization(draft, random);
      if (!known.holes().isEmpty() && random.nextBoolean()) {
        hole(draft.bearer(self.token()), known, random);
      }
    }
    int mutations = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
    for (int done = 0; done < mutations; done++) {
      mutate(draft, known, random);
    }
    if (random.nextInt(8) == 0) {
      FramingMutations.apply(draft, random);
    }
    return draft;
  }

  /** Whether something is over when it has succeeded. */
  private static boolean ending(Operation operation) {
    return operation.method().equals("DELETE") || operation.path().endsWith("/logout");
  }

  /** With the own token, and the ids of somebody else. */
  private Account mixed() {
    return other.with(self.token());
  }

  private Draft unknown(Random random) {
    Draft draft =
        new Draft(
            Junk.one(Junk.METHODS, random),
            "/"
                + (random.nextBoolean() ? "v1/" : "")
                + Draft.escaped(Junk.one(Junk.TEXTS, random)));
    if (random.nextBoolean()) {
      draft.bearer(self.token());
    }
    if (random.nextInt(4) == 0) {
      FramingMutations.apply(draft, random);
    }
    return draft;
  }

  private void mutate(Draft draft, Operation operation, Random random) {
    switch (random.nextInt(operation.body().isPresent() ? 14 : 9)) {
      case 0 -> draft.method = Junk.one(Junk.METHODS, random);
      case 1 -> hole(draft, operation, random);
      case 2 -> path(draft, random);
      case 3, 4 -> query(draft, operation, random);
      case 5, 6 -> header(draft, random);
      case 7 -> authorization(draft, random);
      case 8 -> {
        draft.without("Content-Type").with("Content-Type", Junk.one(Junk.TYPES, random));
        if (draft.body.length == 0 && random.nextBoolean()) {
          BodyMutations.apply(draft, random);
        }
      }
      default -> BodyMutations.apply(draft, random);
    }
  }

  /** Something else in place of an id. */
  private static void hole(Draft draft, Operation operation, Random random) {
    if (!operation.holes().isEmpty()) {
      String query =
          draft.target.contains("?") ? draft.target.substring(draft.target.indexOf('?')) : "";
      draft.target = operation.target(hole -> Junk.one(Junk.TEXTS, random)) + query;
    }
  }

  private static void path(Draft draft, Random random) {
    int place = draft.target.indexOf('/', random.nextInt(draft.target.length()));
    int cut = Math.max(place, 0);
    String before = draft.target.substring(0, cut);
    String after = draft.target.substring(cut);
    draft.target =
        switch (random.nextInt(6)) {
          case 0 -> before + "/" + Junk.one(SEGMENTS, random) + after;
          case 1 -> draft.target + Junk.one(SEGMENTS, random);
          case 2 -> draft.target + "/";
          case 3 -> "http://elsewhere.example" + draft.target;
          case 4 -> before + "/" + after;
          default -> "/" + "a/".repeat(1 + random.nextInt(1_500)) + after;
        };
  }

  private static void query(Draft draft, Operation operation, Random random) {
    List<String> names = operation.in("query").stream().map(Operation.Parameter::name).toList();
    String name =
        names.isEmpty() || random.nextInt(5) == 0
            ? Draft.escaped(Junk.one(Junk.TEXTS, random))
            : Junk.one(names, random);
    String value =
        switch (random.nextInt(6)) {
          case 0 -> Junk.one(SEGMENTS, random);
          case 1 -> "x".repeat(random.nextInt(9_000));
          case 2 -> "";
          default -> Draft.escaped(Junk.one(Junk.TEXTS, random));
        };
    String pair = name + (random.nextInt(10) == 0 ? "" : "=" + value);
    draft.target +=
        (draft.target.contains("?") ? "&" : "?")
            + (random.nextInt(12) == 0 ? (pair + "&").repeat(3) : pair);
  }

  private void header(Draft draft, Random random) {
    String name = Junk.one(Junk.HEADERS, random);
    String value =
        switch (random.nextInt(4)) {
          case 0 -> Junk.letters(random);
          case 1 -> "x".repeat(random.nextInt(12_000));
          default ->
              Draft.utf8(Junk.one(Junk.TEXTS, random)).replaceAll("[\r\n\u0000-\u001f]", " ");
        };
    if (name.equals("Expect")
        || name.equals("Upgrade")
        || name.equals("Connection")
        || name.equals("Host")
        || value.chars().anyMatch(letter -> letter < 32 || letter > 126)) {
      // It may be refused without a word.
      draft.sound = false;
    }
    draft.with(name, value);
    if (random.nextInt(10) == 0) {
      for (int more = random.nextInt(150); more > 0; more--) {
        draft.with("X-More-" + more, "x");
      }
    }
  }

  private void authorization(Draft draft, Random random) {
    String token = self.token();
    String signed = token.substring(0, token.lastIndexOf('.') + 1);
    String value =
        switch (random.nextInt(8)) {
          case 0 -> "";
          case 1 -> "Bearer";
          case 2 -> "Basic " + token;
          case 3 -> "Bearer " + signed;
          case 4 -> "Bearer " + token.substring(0, random.nextInt(token.length()));
          case 5 -> "Bearer " + token + " " + token;
          case 6 ->
              "Bearer " + Draft.utf8(Junk.one(Junk.TEXTS, random)).replaceAll("\\p{Cntrl}", "");
          default -> "Bearer " + signed + "x".repeat(43);
        };
    draft.without("Authorization");
    if (random.nextInt(4) > 0) {
      draft.with("Authorization", value);
    }
  }
}
