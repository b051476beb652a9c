package dev.evenomad.testkit.memory;

import dev.evenomad.domain.Eve;
import dev.evenomad.domain.account.Language;
import dev.evenomad.domain.character.CharacterId;
import dev.evenomad.domain.character.CharacterName;
import dev.evenomad.domain.character.ETag;
import dev.evenomad.domain.character.EveIdentity;
import dev.evenomad.domain.character.EveSso;
import dev.evenomad.domain.character.EveTokens;
import dev.evenomad.domain.character.Fetched;
import dev.evenomad.domain.character.OwnerHash;
import dev.evenomad.domain.character.PublicProfile;
import dev.evenomad.domain.character.PublicProfiles;
import dev.evenomad.domain.character.Scope;
import dev.evenomad.domain.character.Scopes;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.mail.MailSource;
import dev.evenomad.domain.market.MarketSource;
import dev.evenomad.domain.market.RegionMarkets;
import dev.evenomad.domain.planet.PlanetSource;
import dev.evenomad.domain.secret.CodeChallenge;
import dev.evenomad.domain.secret.CodeVerifier;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.skill.SkillQueue;
import dev.evenomad.domain.skill.SkillSource;
import dev.evenomad.domain.skill.TrainedSkills;
import dev.evenomad.domain.universe.EntityNames;
import dev.evenomad.domain.universe.ItemTypes;
import dev.evenomad.domain.universe.TypeId;
import dev.evenomad.domain.universe.TypeNames;
import dev.evenomad.testkit.memory.ScriptedGrants.Agreed;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * EVE as the ports see it, in memory: tests say which characters there are and what becomes of
 * them, sign in for their pilots, and make trouble. Its single sign-on replaces the refresh token
 * with every refresh, and the one before is dead then. Thread-safe.
 */
public final class ScriptedEve implements Eve, EveSso, PublicProfiles, SkillSource, TypeNames {

  private static final Duration SKILLS_FRESH = Duration.ofSeconds(60);
  private static final Duration PROFILE_FRESH = Duration.ofDays(1);
  private static final Duration OUTAGE = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final ScriptedGrants grants;
  private final ScriptedLife life;
  private final ScriptedUniverse universe;
  private final Map<CharacterId, Pilot> pilots = new HashMap<>();
  private final Map<TypeId, Map<Language, String>> names = new HashMap<>();
  private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
  private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
  private final Map<Call, Runnable> beforehand = new ConcurrentHashMap<>();
  private Optional<Duration> throttled = Optional.empty();
  private int etags;

  /** An EVE without characters, whose tokens and data age by {@code clock}. */
  public ScriptedEve(InstantSource clock) {
    this.clock = clock;
    this.grants = new ScriptedGrants(clock);
    this.life = new ScriptedLife(clock, new Gate());
    this.universe = new ScriptedUniverse(clock, this::outage);
  }

  /** What characters have besides their skills, and who tells of it. */
  public ScriptedLife life() {
    return life;
  }

  /** What everybody may know, and who tells it. */
  public ScriptedUniverse universe() {
    return universe;
  }

  @Override
  public EveSso sso() {
    return this;
  }

  @Override
  public PublicProfiles publicProfiles() {
    return this;
  }

  @Override
  public SkillSource skillSource() {
    return this;
  }

  @Override
  public MailSource mailSource() {
    return life;
  }

  @Override
  public MarketSource marketSource() {
    return life;
  }

  @Override
  public IndustrySource industrySource() {
    return life;
  }

  @Override
  public PlanetSource planetSource() {
    return life;
  }

  @Override
  public TypeNames typeNames() {
    return this;
  }

  @Override
  public EntityNames entityNames() {
    return life;
  }

  @Override
  public ItemTypes itemTypes() {
    return universe;
  }

  @Override
  public RegionMarkets regionMarkets() {
    return universe;
  }

  /** What can go wrong on EVE's side. */
  public enum Trouble {
    /** The single sign-on cannot be reached. */
    SSO_DOWN,
    /** ESI cannot be reached. */
    ESI_DOWN,
    /** The single sign-on does not know our client id or its secret. */
    CLIENT_REFUSED,
    /** The single sign-on's tokens are signed by somebody else. */
    TOKENS_FORGED
  }

  /** What EVE is asked for. */
  public enum Call {
    /** {@link EveSso#exchange}. */
    EXCHANGE,
    /** {@link EveSso#refresh}. */
    REFRESH,
    /** {@link EveSso#revoke}. */
    REVOKE,
    /** {@link PublicProfiles#fetch}. */
    PROFILE,
    /** {@link SkillSource#fetchQueue}. */
    QUEUE,
    /** {@link SkillSource#fetchSkills}. */
    SKILLS,
    /** Anything that {@link ScriptedEve#life} tells. */
    LIFE,
    /** Anything that {@link ScriptedEve#universe} tells. */
    UNIVERSE,
    /** {@link TypeNames#names}. */
    NAMES
  }

  /** There is that character, with an empty queue and no skills. */
  public synchronized void addCharacter(
      CharacterId character, CharacterName name, OwnerHash owner, PublicProfile profile) {
    pilots.put(
        character,
        new Pilot(
            name,
            owner,
            profile,
            new Tagged<>(SkillQueue.EMPTY, nextETag()),
            new Tagged<>(TrainedSkills.NONE, nextETag())));
  }

  /** The character belongs to somebody else now, and all of its grants are over. */
  public synchronized void sell(CharacterId character, OwnerHash buyer) {
    changeOwner(character, buyer);
    endGrants(character);
  }

  /** The character belongs to somebody else now, but EVE forgot to end its grants. */
  public synchronized void changeOwner(CharacterId character, OwnerHash owner) {
    change(character, pilot -> pilot.ownedBy(owner));
  }

  /** The character is in that corporation and alliance now. */
  public synchronized void setProfile(CharacterId character, PublicProfile profile) {
    change(character, pilot -> pilot.in(profile));
  }

  /** That is the character's queue now, under a new ETag. */
  public synchronized void setQueue(CharacterId character, SkillQueue queue) {
    Tagged<SkillQueue> tagged = new Tagged<>(queue, nextETag());
    change(character, pilot -> pilot.training(tagged));
  }

  /** Those are the character's skills now, under a new ETag. */
  public synchronized void setSkills(CharacterId character, TrainedSkills skills) {
    Tagged<TrainedSkills> tagged = new Tagged<>(skills, nextETag());
    change(character, pilot -> pilot.knowing(tagged));
  }

  /** The type is called so in that language. */
  public synchronized void nameType(TypeId type, Language language, String name) {
    names.computeIfAbsent(type, unnamed -> new EnumMap<>(Language.class)).put(language, name);
  }

  /**
   * The pilot follows the link to the single sign-on, picks that character and agrees to all
   * scopes.
   *
   * @return the code that comes back with the link's {@code state}
   */
  public synchronized Secret approve(URI authorizationUri, CharacterId character) {
    Map<String, String> parameters = ScriptedGrants.parameters(authorizationUri);
    return grants.newCode(
        agreed(character, Scopes.parse(parameters.getOrDefault("scope", ""))),
        new CodeChallenge(parameters.getOrDefault("code_challenge", "")));
  }

  /**
   * The pilot agreed to those scopes some time ago.
   *
   * @return the refresh token of the grant
   */
  public synchronized Secret grant(CharacterId character, Scopes scopes) {
    return grants.newTokens(agreed(character, scopes)).refreshToken();
  }

  /** The pilot takes back every grant of that character. */
  public synchronized void endGrants(CharacterId character) {
    grants.endAllOf(character);
  }

  /** How many grants of that character are in force. */
  public synchronized int grants(CharacterId character) {
    return grants.countOf(character);
  }

  /** ESI accepts none of the character's access tokens any more; the grants stay. */
  public synchronized void expireAccessTokens(CharacterId character) {
    grants.expireAccessOf(character);
  }

  /** That goes wrong from now on. */
  public synchronized void begin(Trouble trouble) {
    troubles.add(trouble);
  }

  /** That is well again. */
  public synchronized void end(Trouble trouble) {
    troubles.remove(trouble);
  }

  /** ESI wants callers to wait so long from now on; empty: no longer. */
  public synchronized void throttle(Optional<Duration> retryAfter) {
    throttled = retryAfter;
  }

  /** How often EVE was asked for that. */
  public synchronized int calls(Call call) {
    return calls.getOrDefault(call, 0);
  }

  /** Runs {@code step} on the asking thread whenever EVE is asked for that, before it answers. */
  public void before(Call call, Runnable step) {
    beforehand.put(call, step);
  }

  @Override
  public URI authorizationUri(Secret state, CodeVerifier verifier, Scopes scopes) {
    return ScriptedGrants.authorizationUri(state, verifier.challenge(), scopes);
  }

  @Override
  public CodeExchange exchange(Secret code, CodeVerifier verifier) {
    count(Call.EXCHANGE);
    synchronized (this) {
      if (troubles.contains(Trouble.SSO_DOWN)) {
        return new CodeExchange.Unavailable("the single sign-on is down");
      }
      if (troubles.contains(Trouble.CLIENT_REFUSED)) {
        return new CodeExchange.Unavailable("invalid_client");
      }
      return grants
          .redeem(code, verifier)
          .<CodeExchange>map(
              agreed ->
                  troubles.contains(Trouble.TOKENS_FORGED)
                      ? new CodeExchange.Untrusted("the signature does not fit")
                      : new CodeExchange.SignedIn(identity(agreed), tokens(agreed)))
          .orElseGet(() -> new CodeExchange.Refused("invalid_grant"));
    }
  }

  @Override
  public TokenRefresh refresh(Secret refreshToken) {
    count(Call.REFRESH);
    synchronized (this) {
      if (troubles.contains(Trouble.SSO_DOWN)) {
        return new TokenRefresh.Unavailable("the single sign-on is down", OUTAGE);
      }
      if (troubles.contains(Trouble.CLIENT_REFUSED)) {
        return new TokenRefresh.Misconfigured("invalid_client");
      }
      return grants
          .end(refreshToken)
          .<TokenRefresh>map(
              agreed ->
                  troubles.contains(Trouble.TOKENS_FORGED)
                      ? new TokenRefresh.Untrusted("the signature does not fit")
                      : new TokenRefresh.Refreshed(identity(agreed), grants.newTokens(agreed)))
          .orElseGet(() -> new TokenRefresh.Revoked("invalid_grant"));
    }
  }

  @Override
  public Revocation revoke(Secret refreshToken) {
    count(Call.REVOKE);
    synchronized (this) {
      if (troubles.contains(Trouble.SSO_DOWN)) {
        return new Revocation.Unavailable("the single sign-on is down", OUTAGE);
      }
      if (troubles.contains(Trouble.CLIENT_REFUSED)) {
        return new Revocation.Misconfigured("invalid_client");
      }
      grants.end(refreshToken);
      return new Revocation.Revoked();
    }
  }

  @Override
  public Fetched<PublicProfile> fetch(CharacterId character) {
    count(Call.PROFILE);
    synchronized (this) {
      return this.<PublicProfile>refusal()
          .orElseGet(
              () ->
                  Optional.ofNullable(pilots.get(character))
                      .<Fetched<PublicProfile>>map(
                          pilot ->
                              new Fetched.Fresh<>(
                                  pilot.profile,
                                  Optional.empty(),
                                  clock.instant().plus(PROFILE_FRESH)))
                      .orElseGet(Fetched.Absent::new));
    }
  }

  @Override
  public Fetched<SkillQueue> fetchQueue(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    count(Call.QUEUE);
    return read(character, accessToken, Scope.READ_SKILL_QUEUE, known, Pilot::queue);
  }

  @Override
  public Fetched<TrainedSkills> fetchSkills(
      CharacterId character, Secret accessToken, Optional<ETag> known) {
    count(Call.SKILLS);
    return read(character, accessToken, Scope.READ_SKILLS, known, Pilot::skills);
  }

  @Override
  public Map<TypeId, String> names(Set<TypeId> types, Language language) {
    count(Call.NAMES);
    synchronized (this) {
      return troubles.contains(Trouble.ESI_DOWN)
          ? Map.of()
          : types.stream()
              .filter(type -> names.getOrDefault(type, Map.of()).containsKey(language))
              .collect(
                  Collectors.toUnmodifiableMap(
                      type -> type, type -> names.getOrDefault(type, Map.of()).get(language)));
    }
  }

  private synchronized <T> Fetched<T> read(
      CharacterId character,
      Secret accessToken,
      Scope needed,
      Optional<ETag> known,
      Function<Pilot, Tagged<T>> resource) {
    Optional<Fetched<T>> refusal = refusal(character, accessToken, needed);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Tagged<T> data = resource.apply(pilot(character));
    return known.filter(data.etag::equals).isPresent()
        ? new Fetched.NotModified<>(clock.instant().plus(SKILLS_FRESH))
        : new Fetched.Fresh<>(
            data.value, Optional.of(data.etag), clock.instant().plus(SKILLS_FRESH));
  }

  private <T> Optional<Fetched<T>> refusal(
      CharacterId character, Secret accessToken, Scope needed) {
    Optional<Fetched<T>> refusal = refusal();
    if (refusal.isPresent()) {
      return refusal;
    }
    Optional<Agreed> bearer = grants.bearer(accessToken);
    if (bearer.isEmpty()) {
      return Optional.of(new Fetched.Unauthorized<>());
    }
    return bearer.get().character().equals(character)
            && bearer.get().scopes().values().contains(needed)
        ? Optional.empty()
        : Optional.of(
            new Fetched.Forbidden<>("the token does not cover " + needed + " of " + character));
  }

  private <T> Optional<Fetched<T>> refusal() {
    if (troubles.contains(Trouble.ESI_DOWN)) {
      return Optional.of(new Fetched.Unavailable<>("ESI is down"));
    }
    return throttled.map(Fetched.Throttled::new);
  }

  /** Counts a call for public data. */
  private Optional<Duration> outage() {
    count(Call.UNIVERSE);
    synchronized (this) {
      return troubles.contains(Trouble.ESI_DOWN) ? Optional.of(OUTAGE) : throttled;
    }
  }

  private void count(Call call) {
    synchronized (this) {
      calls.merge(call, 1, Integer::sum);
    }
    Optional.ofNullable(beforehand.get(call)).ifPresent(Runnable::run);
  }

  /** Refuses characters that there are not. */
  private Agreed agreed(CharacterId character, Scopes scopes) {
    pilot(character);
    return new Agreed(character, scopes);
  }

  /** As EVE does, gives no lasting tokens to who agrees to nothing. */
  private Optional<EveTokens> tokens(Agreed agreed) {
    return agreed.scopes().values().isEmpty()
        ? Optional.empty()
        : Optional.of(grants.newTokens(agreed));
  }

  private EveIdentity identity(Agreed agreed) {
    Pilot pilot = pilot(agreed.character());
    return new EveIdentity(agreed.character(), pilot.name, pilot.owner, agreed.scopes());
  }

  private Pilot pilot(CharacterId character) {
    return Optional.ofNullable(pilots.get(character))
        .orElseThrow(() -> new IllegalArgumentException("there is no character " + character));
  }

  private void change(CharacterId character, Function<Pilot, Pilot> by) {
    pilots.put(character, by.apply(pilot(character)));
  }

  private ETag nextETag() {
    etags++;
    return new ETag("W/\"" + etags + "\"");
  }

  private final class Gate implements ScriptedLife.Gate {
    @Override
    public boolean down() {
      count(Call.LIFE);
      synchronized (ScriptedEve.this) {
        return troubles.contains(Trouble.ESI_DOWN);
      }
    }

    @Override
    public <T> Optional<Fetched<T>> refusal(
        CharacterId character, Secret accessToken, Scope needed) {
      count(Call.LIFE);
      synchronized (ScriptedEve.this) {
        return ScriptedEve.this.refusal(character, accessToken, needed);
      }
    }
  }

  private record Tagged<T>(T value, ETag etag) {}

  private record Pilot(
      CharacterName name,
      OwnerHash owner,
      PublicProfile profile,
      Tagged<SkillQueue> queue,
      Tagged<TrainedSkills> skills) {

    Pilot ownedBy(OwnerHash buyer) {
      return new Pilot(name, buyer, profile, queue, skills);
    }

    Pilot in(PublicProfile newProfile) {
      return new Pilot(name, owner, newProfile, queue, skills);
    }

    Pilot training(Tagged<SkillQueue> newQueue) {
      return new Pilot(name, owner, profile, newQueue, skills);
    }

    Pilot knowing(Tagged<TrainedSkills> newSkills) {
      return new Pilot(name, owner, profile, queue, newSkills);
    }
  }
}
