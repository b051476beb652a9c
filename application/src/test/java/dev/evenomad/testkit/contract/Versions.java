package dev.evenomad.testkit.contract;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Compares records with what was stored, whose component {@code version} has moved on. */
final class Versions {

  private Versions() {}

  /** {@code stored} as it was before it was ever stored. */
  static <R extends Record> R without(R stored) {
    RecordComponent[] components = stored.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(c -> valueOf(c, stored)).toArray();
    try {
      @SuppressWarnings("unchecked") // It is the class of stored.
      Class<R> type = (Class<R>) stored.getClass();
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("every record has a canonical constructor", e);
    }
  }

  private static Object valueOf(RecordComponent component, Record record) {
    if (component.getName().equals("version")) {
      return 0L;
    }
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("every component has an accessor", e);
    }
  }
}
