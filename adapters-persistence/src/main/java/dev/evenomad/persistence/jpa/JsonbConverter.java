package dev.evenomad.persistence.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** JSON text in a {@code jsonb} column. Public because Jakarta Persistence instantiates it. */
@Converter
public final class JsonbConverter
    implements AttributeConverter<@Nullable String, @Nullable Object> {

  /** For Jakarta Persistence. */
  public JsonbConverter() {}

  @Override
  public @Nullable Object convertToDatabaseColumn(@Nullable String json) {
    return json == null ? null : PostgresObjects.of("jsonb", json);
  }

  @Override
  public @Nullable String convertToEntityAttribute(@Nullable Object stored) {
    return stored == null ? null : stored.toString();
  }
}
