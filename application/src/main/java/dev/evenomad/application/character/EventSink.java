package dev.evenomad.application.character;

import dev.evenomad.domain.account.UserId;
import dev.evenomad.domain.character.EveCharacter;
import dev.evenomad.domain.notification.NotificationId;
import dev.evenomad.domain.sync.CharacterEvent;
import dev.evenomad.domain.universe.Names;
import java.util.List;

/** Takes events in the transaction in which they come to be known. */
public interface EventSink {

  /**
   * Tells the character's pilot, as far as they want to know.
   *
   * @param names of what is in the events, in the pilot's language; may lack some
   */
  void tell(EveCharacter character, List<CharacterEvent> events, Names names);

  /**
   * Tells an account what was not sent yet of the alerts that came to it together with a character.
   */
  void adopt(UserId user, List<NotificationId> unsent);
}
