package dev.evenomad.bootstrap.sandbox.game.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The mail of one pilot. Immutable.
 *
 * @param mails by rising id, each once
 * @param labels those that everybody has and the player's own
 * @param lists the mailing lists that the pilot has joined
 */
public record Mailbox(List<Mail> mails, List<MailLabel> labels, List<MailingList> lists) {

  /** No mail, no own labels, no lists. */
  public static final Mailbox EMPTY = new Mailbox(List.of(), MailLabel.COMMON, List.of());

  public Mailbox {
    mails = List.copyOf(mails);
    labels = List.copyOf(labels);
    lists = List.copyOf(lists);
    for (var i = 1; i < mails.size(); i++) {
      if (mails.get(i - 1).mailId() >= mails.get(i).mailId()) {
        throw new IllegalArgumentException("mail ids do not rise at " + mails.get(i).mailId());
      }
    }
  }

  /** The mail with this id, or empty. */
  public Optional<Mail> find(long mailId) {
    var at = position(mailId);
    return at < mails.size() && mails.get(at).mailId() == mailId
        ? Optional.of(mails.get(at))
        : Optional.empty();
  }

  /**
   * The newest mails, newest first.
   *
   * @param before only those with a lower id; empty for all
   * @param wanted only those with one of these labels; empty for all
   * @param limit how many at most
   */
  public List<Mail> newest(Optional<Long> before, Set<Integer> wanted, int limit) {
    var page = new ArrayList<Mail>();
    for (var i = before.map(this::position).orElse(mails.size()) - 1; i >= 0; i--) {
      var mail = mails.get(i);
      if (page.size() == limit) {
        break;
      }
      if (wanted.isEmpty() || mail.labels().stream().anyMatch(wanted::contains)) {
        page.add(mail);
      }
    }
    return page;
  }

  /** How many mails with this label are not read. */
  public int unread(int label) {
    return (int)
        mails.stream().filter(mail -> !mail.read() && mail.labels().contains(label)).count();
  }

  /** How many mails are not read. */
  public int unread() {
    return (int) mails.stream().filter(mail -> !mail.read()).count();
  }

  Mailbox with(Mail mail) {
    var at = position(mail.mailId());
    return changed(
        all -> {
          all.add(at, mail);
          return all;
        });
  }

  Mailbox replacing(Mail mail) {
    var at = position(mail.mailId());
    return changed(
        all -> {
          all.set(at, mail);
          return all;
        });
  }

  Mailbox without(long mailId) {
    return changed(
        all -> {
          all.removeIf(mail -> mail.mailId() == mailId);
          return all;
        });
  }

  private Mailbox changed(Function<List<Mail>, List<Mail>> change) {
    return new Mailbox(change.apply(new ArrayList<>(mails)), labels, lists);
  }

  /** Where a mail with this id is, or would be. */
  private int position(long mailId) {
    var low = 0;
    var high = mails.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (mails.get(middle).mailId() < mailId) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
