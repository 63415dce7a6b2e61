// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A value of a pickle. Values may be shared and may contain themselves, so whoever walks through
 * them must not do so without a limit; for that reason those that contain others are told apart by
 * identity alone.
 */
public sealed interface Pickled {
  /** What there is one of. */
  enum Constant implements Pickled {
    NONE,
    TRUE,
    FALSE
  }

  /** A whole number of at most 64 bits. */
  record Whole(long value) implements Pickled {}

  /** A floating-point number. */
  record Real(double value) implements Pickled {}

  /** A text; what was no valid UTF-8 in it has become U+FFFD. */
  record Text(String value) implements Pickled {}

  /** A class or function by its name; it is never looked for. */
  record Global(String module, String name) implements Pickled {
    /** {@code module.name}. */
    public String qualifiedName() {
      return module + "." + name;
    }
  }

  /** Something whose content is of no interest here: bytes, and numbers beyond 64 bits. */
  record Opaque(String kind) implements Pickled {}

  /** What the pickle leaves to its surroundings, such as the storage of a tensor. */
  final class Persistent implements Pickled {
    private final Pickled id;

    Persistent(Pickled id) {
      this.id = id;
    }

    /** How the surroundings know it. */
    public Pickled id() {
      return id;
    }
  }

  /** Values in a row: a tuple, a list or a set. */
  final class Items implements Pickled {
    private final boolean growing;
    private final List<Pickled> values;

    private Items(boolean growing, List<Pickled> values) {
      this.growing = growing;
      this.values = values;
    }

    static Items tuple(List<Pickled> values) {
      return new Items(false, values);
    }

    static Items list(List<Pickled> values) {
      return new Items(true, values);
    }

    /** The values so far. */
    public List<Pickled> values() {
      return Collections.unmodifiableList(values);
    }

    /** Whether more may be added: not to a tuple. */
    boolean isGrowing() {
      return growing;
    }

    void add(List<Pickled> more) {
      values.addAll(more);
    }
  }

  /**
   * A key and its value.
   *
   * @param position byte of the pickle where it was put into its dictionary
   */
  record Entry(Pickled key, Pickled value, long position) {}

  /** A dictionary as it was filled: a key may come twice. */
  final class Dictionary implements Pickled {
    private final List<Entry> entries = new ArrayList<>(0);

    Dictionary() {}

    /** Keys and values in the order in which they came. */
    public List<Entry> entries() {
      return Collections.unmodifiableList(entries);
    }

    /** The value that came last under a key of text. */
    public Optional<Pickled> value(String key) {
      Optional<Pickled> found = Optional.empty();
      for (Entry entry : entries) {
        if (entry.key() instanceof Text text && text.value().equals(key)) {
          found = Optional.of(entry.value());
        }
      }
      return found;
    }

    void put(Entry entry) {
      entries.add(entry);
    }
  }

  /** What would come of calling something: an object that is described and never made. */
  final class Instance implements Pickled {
    private final Pickled callable;
    private final Pickled arguments;
    private final Dictionary items = new Dictionary();

    Instance(Pickled callable, Pickled arguments) {
      this.callable = callable;
      this.arguments = arguments;
    }

    /** Whether {@code module.name} would be called. */
    public boolean calls(String qualifiedName) {
      return callable instanceof Global global && global.qualifiedName().equals(qualifiedName);
    }

    /** What would be called, in words. */
    public String described() {
      return callable instanceof Global global ? global.qualifiedName() : "an object";
    }

    /** What it would be called with; empty if that is no tuple. */
    public List<Pickled> arguments() {
      return arguments instanceof Items tuple ? tuple.values() : List.of();
    }

    /** What would be put into it afterwards, as into a dictionary. */
    public Dictionary items() {
      return items;
    }
  }
}
