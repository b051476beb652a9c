package dev.evenomad.persistence.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers in a {@code bigint[]} column. Public because Jakarta Persistence instantiates it. */
@Converter
public final class BigintArrayConverter
    implements AttributeConverter<@Nullable List<Long>, @Nullable Object> {

  /** For Jakarta Persistence. */
  public BigintArrayConverter() {}

  @Override
  public @Nullable Object convertToDatabaseColumn(@Nullable List<Long> numbers) {
    return numbers == null
        ? null
        : PostgresObjects.of(
            "_int8",
            numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
  }

  @Override
  public @Nullable List<Long> convertToEntityAttribute(@Nullable Object stored) {
    return stored == null ? null : List.of((Long[]) stored);
  }
}
