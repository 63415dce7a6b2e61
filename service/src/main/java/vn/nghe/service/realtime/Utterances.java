// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Word;

/**
 * Makes items of what is said in one stream of sound: where the service detects turns, one for each
 * utterance, else one for all of it. Called by the stream's thread, and once that has ended by the
 * session's.
 */
final class Utterances implements Consumer<LiveText> {
  private final ServerEvents events;
  private final SessionSettings settings;
  private final double offset;
  private final List<Word> words = new ArrayList<>();

  /** The item that is being said. */
  private Optional<String> item = Optional.empty();

  /** Where its sound begins, in seconds of the session. */
  private double start;

  /** How many of its words the client has in deltas. */
  private int told;

  private boolean isAnyCommitted;

  /**
   * @param offset where the stream begins, in seconds of the session
   */
  Utterances(ServerEvents events, SessionSettings settings, double offset) {
    this.events = events;
    this.settings = settings;
    this.offset = offset;
  }

  @Override
  public void accept(LiveText text) {
    switch (text) {
      case LiveText.Partial partial -> show(partial.words());
      case LiveText.Final end -> add(end.words());
      case LiveText.Pause pause -> {
        if (detectsTurns() && item.isPresent()) {
          events.speechStopped(item.get(), offset + pause.time());
          commit(offset + pause.time());
        }
      }
    }
  }

  private boolean detectsTurns() {
    return settings.turnDetection().isPresent();
  }

  private void show(List<Word> changing) {
    if (changing.isEmpty() && item.isEmpty()) {
      return;
    }
    open(changing);
    if (detectsTurns()) {
      // Somebody speaks on, so what is certain need not wait for the end.
      tell();
    }
    showAfterTold(changing);
  }

  private void showAfterTold(List<Word> changing) {
    if (settings.partials()) {
      List<Word> untold = new ArrayList<>(words.subList(told, words.size()));
      untold.addAll(changing);
      events.partial(item.orElseThrow(), untold);
    }
  }

  /**
   * Clients expect the text of an item after the item, which is mostly about to end here: so the
   * text waits for what comes next.
   */
  private void add(List<Word> certain) {
    open(certain);
    if (detectsTurns()) {
      tell();
    }
    certain.stream().map(word -> word.later(offset)).forEach(words::add);
    if (!detectsTurns()) {
      showAfterTold(List.of());
    }
  }

  private void open(List<Word> first) {
    if (item.isEmpty()) {
      start = offset + (first.isEmpty() ? 0 : first.getFirst().start());
      item = Optional.of(Ids.next("item"));
      if (detectsTurns()) {
        events.speechStarted(item.get(), start);
      }
    }
  }

  private void tell() {
    if (told < words.size()) {
      events.delta(
          item.orElseThrow(),
          List.copyOf(words.subList(told, words.size())),
          told == 0,
          settings.logprobs());
      told = words.size();
    }
  }

  /**
   * Makes an item of all that was said, as its client wants it. To be called after the stream.
   *
   * @param end where the stream ends, in seconds of the session
   * @return whether the stream has left any item
   */
  boolean finish(double end) {
    if (!detectsTurns()) {
      item = Optional.of(item.orElseGet(() -> Ids.next("item")));
      start = offset;
      commit(end);
    }
    return isAnyCommitted;
  }

  private void commit(double end) {
    String committed = item.orElseThrow();
    events.committed(committed);
    tell();
    events.completed(committed, List.copyOf(words), end - start, settings);
    item = Optional.empty();
    words.clear();
    told = 0;
    isAnyCommitted = true;
  }
}
