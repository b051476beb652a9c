package dev.evenomad.architecture.planted.http.util;

/** A class in a package that says nothing. */
public final class Things {}
