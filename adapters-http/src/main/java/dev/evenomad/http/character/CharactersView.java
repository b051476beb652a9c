package dev.evenomad.http.character;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The characters of an account.
 *
 * @param items the one linked first at the front
 */
@Serdeable.Serializable
@Schema(name = "Characters")
record CharactersView(List<CharacterView> items) {}
