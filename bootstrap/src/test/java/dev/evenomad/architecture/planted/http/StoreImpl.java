package dev.evenomad.architecture.planted.http;

/** A name that says nothing. */
public final class StoreImpl {}
