package dev.evenomad.bootstrap.sandbox.population;

import java.util.List;

/** Invents names that pilots could have. */
final class PilotNames {

  private static final List<String> FIRST =
      words(
          "Adara Aeron Akira Alais Alin Amaru Anders Anika Aria Arvo Asha Astrid Aurel Bela Bren"
              + " Brisa Caelum Calla Caspian Celeste Ciaran Corin Cyra Dace Daria Dax Delia Dima"
              + " Doran Edda Eirik Elara Elio Emeric Enya Esme Evander Faelan Farah Fenn Fiora"
              + " Galen Gisela Hadar Hakon Halia Idris Ilse Imara Inari Iona Isko Ivo Jarek Jenna"
              + " Joren Juno Kaia Kael Kasimir Keira Kira Kjell Lael Lena Liora Lucan Lysa Maeve"
              + " Magnus Malik Marek Mira Mirko Nadia Naveen Neva Nils Noor Odile Olin Oriel Orla"
              + " Otso Pavel Petra Quill Raisa Ravi Renn Rhea Riku Ronan Runa Sabine Sage Saskia"
              + " Selene Seren Shiro Silas Sorin Stellan Suri Taika Talia Tamsin Tarek Tavi Thane"
              + " Tomas Tora Ulric Una Vale Vanya Vesna Viggo Wren Xanthe Yara Yuri Zane Zora");

  private static final List<String> BEGINNINGS =
      words(
          "Al Ar Bal Bor Cal Cor Dar Del Dre El Fal Fen Gal Gar Hal Har Is Jar Kal Kor Lan Lor Mar"
              + " Mor Nar Nor Or Pel Ral Sal Sor Tal Tor Ul Val Ver Vor Wil Yar Zan");

  private static final List<String> ENDINGS =
      words(
          "adan ado agar aine akis alen amar andis anen arin aris ason atis avar edan ekka elis"
              + " emond enko eran erik essen eth iano idis iken ilan imoto inen ira isen ison ivan"
              + " odan okko olan omar onis oren ossa oth oval uris");

  private static final int FAMILIES = BEGINNINGS.size() * ENDINGS.size();

  /** How many different names there are. */
  static final int COUNT = FIRST.size() * FAMILIES;

  private static final int STEP = 7919;

  private PilotNames() {}

  /**
   * A name, another one for each number.
   *
   * @param number 0 to {@link #COUNT} - 1
   */
  static String of(long seed, int number) {
    // A prime step goes through all names before it comes back to the first.
    var place = Math.floorMod(Math.floorMod(seed, 104_729L) * 31 + (long) number * STEP, COUNT);
    var first = FIRST.get(place % FIRST.size());
    var family = place / FIRST.size();
    var last = BEGINNINGS.get(family % BEGINNINGS.size()) + ENDINGS.get(family / BEGINNINGS.size());
    return switch (place % 23) {
      case 0 -> first + " von " + last;
      case 1 -> first + " " + last + " II";
      case 2 -> first + "-" + last;
      default -> first + " " + last;
    };
  }

  private static List<String> words(String list) {
    return List.of(list.split(" "));
  }
}
