// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import vn.nghe.service.files.DurableFile;
import vn.nghe.service.files.ExclusiveLock;
import vn.nghe.service.files.FileLease;
import vn.nghe.service.files.FileUsers;

/**
 * The file with the API keys, as JSON. It holds hashes, so that who reads it has no key. Changes
 * replace it whole and wait for one another, in any number of processes.
 */
public final class KeyFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, null))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** In bytes; a key takes about 300. */
  private static final int LONGEST = 16 << 20;

  private final Path file;

  private KeyFile(Path file) {
    this.file = file;
  }

  /** The file at that place, which need not be there yet. */
  public static KeyFile at(Path file) {
    return new KeyFile(file);
  }

  /** What the document is. */
  private record Document(List<KeyEntry> keys) {}

  /**
   * A key that was just made.
   *
   * @param key what its owner gets, and nobody sees again
   * @param entry what is kept of it
   */
  public record Issued(ApiKey key, KeyEntry entry) {}

  /**
   * All keys, in the order in which they were made.
   *
   * @throws KeyFileException if there is no such file or it cannot be understood
   */
  public List<KeyEntry> read() {
    try (FileLease opened = FileLease.open(file)) {
      return parse(opened.content(file, LONGEST));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The keys, and the file that they are of.
   *
   * @param lease to be closed
   */
  record Opened(FileLease lease, List<KeyEntry> keys) {}

  /** Reads as {@link #read} does, and leaves the file open. */
  Opened open() {
    try {
      FileLease lease = FileLease.open(file);
      try {
        return new Opened(lease, parse(lease.content(file, LONGEST)));
      } catch (IOException | RuntimeException | Error e) {
        lease.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private KeyFileException unreadable(IOException e) {
    return new KeyFileException(
        file,
        e instanceof NoSuchFileException
            ? "there is no such key file; `nghe keys create` makes it with its first key"
            : "cannot be read (" + reason(e) + ")",
        e);
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException of && of.getReason() != null
        ? of.getReason()
        : e.getClass().getSimpleName();
  }

  private List<KeyEntry> parse(byte[] text) {
    Document document;
    try {
      document = JSON.readValue(text, Document.class);
    } catch (JsonProcessingException e) {
      throw new KeyFileException(file, at(e.getLocation()) + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new KeyFileException(file, "cannot be read", e);
    }
    if (document == null || document.keys() == null || document.keys().contains(null)) {
      throw new KeyFileException(file, "must be an object with a list of \"keys\"", null);
    }
    requireDistinct(document.keys());
    return List.copyOf(document.keys());
  }

  private static String at(JsonLocation place) {
    return place == null
        ? ""
        : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
  }

  private void requireDistinct(List<KeyEntry> keys) {
    Set<String> ids = new HashSet<>();
    for (KeyEntry key : keys) {
      if (!ids.add(key.id())) {
        throw new KeyFileException(file, "has the key " + key.id() + " twice", null);
      }
    }
  }

  /**
   * Makes a key, and the file where it is missing.
   *
   * @param owner whom it is for
   * @param expires from when on it is no longer accepted, if ever
   * @throws KeyFileException if the file cannot be understood or written
   * @throws IllegalArgumentException if {@code owner} is empty
   */
  public Issued create(
      String owner, Set<Scope> scopes, Instant now, Optional<Instant> expires, Limits limits) {
    ApiKey key = ApiKey.random(new SecureRandom());
    KeyEntry entry =
        new KeyEntry(key.id(), sha256(key), owner, scopes, now, expires, Optional.empty(), limits);
    change(
        keys -> {
          List<KeyEntry> all = new ArrayList<>(keys);
          all.add(entry);
          return all;
        });
    return new Issued(key, entry);
  }

  private static String sha256(ApiKey key) {
    return HexFormat.of().formatHex(key.hash());
  }

  /**
   * Revokes a key for good. A key that is revoked already keeps its time.
   *
   * @throws KeyFileException if there is no key {@code id}, or the file cannot be used
   */
  public void revoke(String id, Instant now) {
    change(
        keys -> {
          if (keys.stream().noneMatch(key -> key.id().equals(id))) {
            throw new KeyFileException(
                file, "has no key " + id + "; `nghe keys list` shows those there are", null);
          }
          return keys.stream().map(key -> key.id().equals(id) ? key.revokedAt(now) : key).toList();
        });
  }

  /** What became of a change in the services that run on this machine. */
  public enum Uptake {
    /** No service used the file. */
    NOT_IN_USE,
    /** Every service that used the file has read the change, or has ended. */
    TAKEN_UP,
    /** A service still uses the keys from before. */
    NOT_TAKEN_UP,
    /** The file system does not tell. */
    UNKNOWN
  }

  /**
   * Revokes a key as {@link #revoke(String, Instant)} does, and waits for running services to read
   * that.
   *
   * @param patience how long to wait at most
   */
  public Uptake revoke(String id, Instant now, Duration patience) {
    try (FileUsers users = FileUsers.of(DurableFile.target(file))) {
      boolean used = users.any();
      revoke(id, now);
      if (!used) {
        return Uptake.NOT_IN_USE;
      }
      return users.awaitNone(patience) ? Uptake.TAKEN_UP : Uptake.NOT_TAKEN_UP;
    } catch (IOException _) {
      // Perhaps before the key was revoked; one that is keeps its time.
      revoke(id, now);
      return Uptake.UNKNOWN;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Uptake.UNKNOWN;
    }
  }

  /** A link stays one: it is the file that it leads to that is replaced. */
  private void change(UnaryOperator<List<KeyEntry>> change) {
    try {
      Path target = DurableFile.target(file);
      try (ExclusiveLock _ = ExclusiveLock.await(target)) {
        List<KeyEntry> keys = Files.exists(target) ? read() : List.of();
        byte[] text = JSON.writeValueAsBytes(new Document(change.apply(keys)));
        DurableFile.replaceKeepingOwner(target, text);
      }
    } catch (IOException e) {
      throw new KeyFileException(file, "cannot be written (" + reason(e) + ")", e);
    }
  }
}
