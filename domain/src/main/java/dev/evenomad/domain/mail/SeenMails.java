package dev.evenomad.domain.mail;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which mails are no news any more: all up to a floor, and some above it. Mails may become visible
 * in another order than that of their ids, so the greatest id alone does not tell.
 *
 * @param floor every mail up to this id was seen; not negative
 * @param above seen mails above the floor; at most {@value #MOST}
 */
public record SeenMails(long floor, Set<MailId> above) {

  /** So many are remembered one by one. */
  public static final int MOST = 500;

  public SeenMails {
    if (floor < 0) {
      throw new IllegalArgumentException("the floor of seen mails is not negative");
    }
    NavigableSet<MailId> sorted =
        new TreeSet<>((one, other) -> Long.compare(one.value(), other.value()));
    sorted.addAll(above);
    while (sorted.size() > MOST) {
      floor = Math.max(floor, sorted.pollFirst().value());
    }
    while (!sorted.isEmpty() && sorted.first().value() <= floor) {
      sorted.pollFirst();
    }
    above = Collections.unmodifiableSet(sorted);
  }

  /** Whether that mail was seen. */
  public boolean include(MailId mail) {
    return mail.value() <= floor || above.contains(mail);
  }

  /** These and those. */
  public SeenMails and(Collection<MailId> mails) {
    Set<MailId> all = new HashSet<>(above);
    all.addAll(mails);
    return new SeenMails(floor, all);
  }
}
