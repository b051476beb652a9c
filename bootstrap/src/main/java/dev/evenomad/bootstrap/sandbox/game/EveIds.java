package dev.evenomad.bootstrap.sandbox.game;

/** The ranges in which EVE gives ids. */
final class EveIds {

  private EveIds() {}

  static void requireCharacter(long id) {
    if (!(within(id, 90_000_000, 97_999_999)
        || within(id, 100_000_000, 2_111_999_999)
        || within(id, 2_112_000_000, 2_129_999_999))) {
      throw Refusal.invalid(id + " is not a character id", "use one from 2112000000 to 2129999999");
    }
  }

  static void requireCorporation(long id) {
    if (!within(id, 1_000_000, 1_999_999) && !within(id, 98_000_000, 98_999_999)) {
      throw Refusal.invalid(id + " is not a corporation id", "use one from 98000000 to 98999999");
    }
  }

  static void requireAlliance(long id) {
    if (!within(id, 99_000_000, 99_999_999)) {
      throw Refusal.invalid(id + " is not an alliance id", "use one from 99000000 to 99999999");
    }
  }

  private static boolean within(long id, long first, long last) {
    return first <= id && id <= last;
  }
}
