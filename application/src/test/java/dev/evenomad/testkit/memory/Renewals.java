package dev.evenomad.testkit.memory;

import dev.evenomad.domain.account.User;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.job.Job;
import dev.evenomad.domain.notification.Notification;
import dev.evenomad.domain.session.Session;
import dev.evenomad.domain.settings.UserSettings;
import dev.evenomad.domain.sync.SyncState;

/** The same aggregate with another version. */
final class Renewals {

  private Renewals() {}

  static User of(User user, long version) {
    return new User(
        user.id(), user.email(), user.subscription(), user.createdAt(), user.updatedAt(), version);
  }

  static EveCharacter of(EveCharacter character, long version) {
    return new EveCharacter(
        character.id(),
        character.characterId(),
        character.name(),
        character.corporation(),
        character.alliance(),
        character.user(),
        character.owner(),
        character.grant(),
        character.createdAt(),
        character.updatedAt(),
        character.lastSyncAt(),
        version);
  }

  static Session of(Session session, long version) {
    return new Session(
        session.id(),
        session.user(),
        session.token(),
        session.replaced(),
        session.createdAt(),
        session.lastUsedAt(),
        session.expiresAt(),
        session.device(),
        version);
  }

  static UserSettings of(UserSettings settings, long version) {
    return new UserSettings(
        settings.id(),
        settings.user(),
        settings.theme(),
        settings.language(),
        settings.defaultCharacter(),
        settings.notifications(),
        settings.shareActivityStats(),
        settings.createdAt(),
        settings.updatedAt(),
        version);
  }

  static Notification of(Notification notification, long version) {
    return new Notification(
        notification.id(),
        notification.user(),
        notification.character(),
        notification.kind(),
        notification.title(),
        notification.body(),
        notification.data(),
        notification.status(),
        notification.sentAt(),
        notification.readAt(),
        notification.error(),
        notification.dedupKey(),
        notification.createdAt(),
        version);
  }

  static Job of(Job job, long version) {
    return new Job(
        job.id(),
        job.type(),
        job.character(),
        job.status(),
        job.priority(),
        job.payload(),
        job.result(),
        job.error(),
        job.createdAt(),
        job.startedAt(),
        job.completedAt(),
        job.attempts(),
        version);
  }

  static SyncState of(SyncState state, long version) {
    return new SyncState(
        state.character(),
        state.kind(),
        state.nextPoll(),
        state.freshUntil(),
        state.nextEvent(),
        state.lastSuccess(),
        state.detectedUntil(),
        state.etags(),
        state.failures(),
        state.paused(),
        version);
  }
}
