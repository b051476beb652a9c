package dev.evenomad.bootstrap.sandbox.game;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The skills that exist in the simulated world, with ids, groups, ranks and names as in EVE's
 * static data export. German has no column: the game keeps the English names of skills there.
 */
public final class SkillCatalogue {

  /** Language codes ESI answers in, the default first. */
  public static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "ru", "ja", "ko", "zh");

  // id | group | rank | primary attribute | secondary attribute | en | fr | es | ru | ja | ko | zh
  private static final String TABLE =
      """
      3300|255|1|167|168|Gunnery|Armement|Artillería|Ведение орудийного огня|ガンナリー|터렛 운용|射击学
      3301|255|1|167|168|Small Hybrid Turret|Petite tourelle hybride|Torreta híbrida pequeña|Малые гибридные орудия|小型ハイブリッドタレット|소형 하이브리드 터렛|小型混合炮台研究
      3302|255|1|167|168|Small Projectile Turret|Petite tourelle à projectiles|Torreta de proyectiles pequeña|Малые баллистические орудия|小型プロジェクタイルタレット|소형 발사체 터렛|小型射弹炮台研究
      3303|255|1|167|168|Small Energy Turret|Petite tourelle à énergie|Torreta de energía pequeña|Малые лазерные орудия|小型エネルギータレット|소형 에너지 터렛|小型能量炮台研究
      3310|255|2|167|168|Rapid Firing|Tir rapide|Fuego rápido|Повышение скорострельности орудий|高速発射|급속 사격|高速射击理论
      3312|255|2|167|168|Motion Prediction|Prédiction de mouvement|Predicción de movimiento|Расчёт упреждения|運動予測|예측 조준|航迹预算学
      3315|255|4|167|168|Surgical Strike|Frappe chirurgicale|Ataque quirúrgico|Поиск уязвимых зон|局所攻撃|정밀타격|外科手术打击理论
      3318|1216|2|167|166|Weapon Upgrades|Améliorations de l'armement|Mejoras de armas|Улучшения вооружения|兵器強化|무기 업그레이드|武器升级研究
      3319|256|1|167|168|Missile Launcher Operation|Gestion de lance-missiles|Funcionamiento del lanzamisiles|Пусковые установки|ミサイルランチャーオペレーション|미사일 런처 운용|导弹发射器操作
      3321|256|2|167|168|Light Missiles|Missiles légers|Misiles ligeros|Лёгкие ракеты|ライトミサイル|라이트 미사일|轻型导弹概论
      3327|257|1|167|168|Spaceship Command|Pilotage de vaisseau|Manejo de naves espaciales|Допуски к управлению кораблями|宇宙船操作|함선 운용|飞船操控学
      3328|257|2|167|168|Gallente Frigate|Frégate gallente|Fragata gallente|Галлентские фрегаты|ガレンテフリゲート|갈란테 프리깃|盖伦特护卫舰操作
      3329|257|2|167|168|Minmatar Frigate|Frégate minmatar|Fragata minmatariana|Минматарские фрегаты|ミンマターフリゲート|민마타 프리깃|米玛塔尔护卫舰操作
      3330|257|2|167|168|Caldari Frigate|Frégate caldari|Fragata caldari|Калдарские фрегаты|カルダリフリゲート|칼다리 프리깃|加达里护卫舰操作
      3331|257|2|167|168|Amarr Frigate|Frégate amarr|Fragata amarriana|Амаррские фрегаты|アマーフリゲート|아마르 프리깃|艾玛护卫舰操作
      3333|257|5|167|168|Minmatar Cruiser|Croiseur minmatar|Crucero minmatariano|Минматарские крейсеры|ミンマター巡洋艦|민마타 크루저|米玛塔尔巡洋舰操作
      3380|268|1|166|165|Industry|Industrie|Industria|Организация производства|インダストリー|산업|工业理论
      3385|1218|1|166|165|Reprocessing|Retraitement|Reprocesamiento|Переработка сырья|再処理|정제|提炼学概论
      3386|1218|1|166|165|Mining|Extraction minière|Minería|Добыча руды|採掘|채굴|采矿技术
      3392|1210|1|165|166|Mechanics|Mécanique|Mecánica|Механическая прочность корпуса|機械|기계학|机械学
      3393|1210|1|165|166|Repair Systems|Systèmes de réparation|Sistemas de reparación|Установки ремонта брони|リペアシステム|수리 시스템|维修系统理论
      3402|270|1|165|166|Science|Science|Ciencia|Научные дисциплины|科学|과학|科学原理
      3411|1220|3|165|166|Cybernetics|Cybernétique|Cibernética|Кибернетика|サイバネティクス|사이버네틱스|控制论
      3413|1216|1|165|166|Power Grid Management|Gestion de réseau d'alimentation|Gestión del sistema de potencia|Управление реактором|パワーグリッド管理|파워그리드 관리|能量栅格管理学
      3416|1209|1|165|166|Shield Operation|Gestion de bouclier|Funcionamiento de los escudos|Регенерация щитов|シールドオペレーション|실드 운용|护盾操作
      3418|1216|3|165|166|Capacitor Management|Gestion de capaciteur|Gestión de los condensadores|Управление накопителем|キャパシタ管理|캐패시터 관리|电容管理学
      3426|1216|1|165|166|CPU Management|Gestion du CPU|Gestión de la CPU|Управление ЦПУ|CPU管理|CPU 관리|CPU管理学
      3436|273|1|166|167|Drones|Drones|Drones|Дроны|ドローン|드론|无人机概论
      3443|274|1|168|164|Trade|Commerce|Comercio|Торговля|トレード|거래|贸易学
      3449|275|1|165|167|Navigation|Navigation|Navegación|Основы пилотажа|航行技術|항법|导航学
      3450|275|1|165|167|Afterburner|Post-combustion|Posquemador|Форсажные ускорители|アフターバーナー|애프터버너|加力燃烧器原理
      3453|275|2|165|167|Evasive Maneuvering|Manœuvres évasives|Maniobras de evasión|Повышение маневренности кораблей|回避操作|회피 기동|规避机动理论
      """;

  private static final SortedMap<Integer, Skill> SKILLS = parse();

  private SkillCatalogue() {}

  /** The skill with this type id, or empty when it is not in the simulated world. */
  public static Optional<Skill> find(long typeId) {
    return typeId < 0 || typeId > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.ofNullable(SKILLS.get((int) typeId));
  }

  /** The skill with this type id; refused when there is none. */
  public static Skill get(int typeId) {
    return find(typeId)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "there is no skill " + typeId + " in the sandbox",
                    "use one of " + idsAndNames()));
  }

  /** Every skill, by rising id. */
  public static Collection<Skill> all() {
    return SKILLS.values();
  }

  private static String idsAndNames() {
    return SKILLS.values().stream()
        .map(skill -> skill.id() + " " + skill.name())
        .collect(joining(", "));
  }

  private static SortedMap<Integer, Skill> parse() {
    var skills = new TreeMap<Integer, Skill>();
    TABLE
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(
            cell -> {
              var skill =
                  new Skill(
                      Integer.parseInt(cell[0]),
                      Integer.parseInt(cell[1]),
                      Integer.parseInt(cell[2]),
                      Integer.parseInt(cell[3]),
                      Integer.parseInt(cell[4]),
                      Map.of(
                          "en", cell[5], "fr", cell[6], "es", cell[7], "ru", cell[8], "ja", cell[9],
                          "ko", cell[10], "zh", cell[11]));
              skills.put(skill.id(), skill);
            });
    return Collections.unmodifiableSortedMap(skills);
  }
}
