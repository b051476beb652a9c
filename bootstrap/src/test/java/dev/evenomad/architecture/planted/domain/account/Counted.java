package dev.evenomad.architecture.planted.domain.account;

/** An aggregate, to be restored by those who should not. */
public record Counted(long version) {}
