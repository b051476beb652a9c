package dev.evenomad.persistence.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts in a {@code text[]} column. Public because Jakarta Persistence instantiates it.
 *
 * <p>For scopes, which hold neither quotes nor backslashes, so quoting them is enough.
 */
@Converter
public final class TextArrayConverter
    implements AttributeConverter<@Nullable List<String>, @Nullable Object> {

  /** For Jakarta Persistence. */
  public TextArrayConverter() {}

  @Override
  public @Nullable Object convertToDatabaseColumn(@Nullable List<String> texts) {
    return texts == null
        ? null
        : PostgresObjects.of(
            "_text",
            texts.stream()
                .map(text -> '"' + text + '"')
                .collect(Collectors.joining(",", "{", "}")));
  }

  @Override
  public @Nullable List<String> convertToEntityAttribute(@Nullable Object stored) {
    return stored == null ? null : List.of((String[]) stored);
  }
}
