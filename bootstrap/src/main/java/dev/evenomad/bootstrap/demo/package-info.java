/** The main job from start to end, driven as a phone would drive it. */
@NullMarked
package dev.evenomad.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
