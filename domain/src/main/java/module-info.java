import org.jspecify.annotations.NullMarked;

/**
 * The domain of EVE Nomad: what pilots, characters and alerts are, and the ports to everything
 * else.
 */
@NullMarked
module dev.evenomad.domain {
  requires static transitive org.jspecify;

  exports dev.evenomad.domain;
  exports dev.evenomad.domain.account;
  exports dev.evenomad.domain.cache;
  exports dev.evenomad.domain.character;
  exports dev.evenomad.domain.environment;
  exports dev.evenomad.domain.idempotency;
  exports dev.evenomad.domain.industry;
  exports dev.evenomad.domain.job;
  exports dev.evenomad.domain.json;
  exports dev.evenomad.domain.live;
  exports dev.evenomad.domain.mail;
  exports dev.evenomad.domain.market;
  exports dev.evenomad.domain.notification;
  exports dev.evenomad.domain.overview;
  exports dev.evenomad.domain.payment;
  exports dev.evenomad.domain.plan;
  exports dev.evenomad.domain.planet;
  exports dev.evenomad.domain.secret;
  exports dev.evenomad.domain.session;
  exports dev.evenomad.domain.settings;
  exports dev.evenomad.domain.skill;
  exports dev.evenomad.domain.snapshot;
  exports dev.evenomad.domain.sync;
  exports dev.evenomad.domain.text;
  exports dev.evenomad.domain.universe;
}
