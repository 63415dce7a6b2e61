// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Limits LIMITS = new Limits(60, 2, 0, 1000);

  @TempDir private Path folder;
  private Path path;
  private KeyFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("keys.json");
    file = KeyFile.at(path);
  }

  private KeyFile.Issued create() {
    return file.create(
        "An", Set.of(Scope.TRANSCRIBE), NOW, Optional.of(NOW.plusSeconds(1)), LIMITS);
  }

  @Test
  void whatIsCreatedIsReadAgain() {
    KeyFile.Issued first = create();
    KeyFile.Issued second =
        file.create("Bình", Set.of(Scope.ADMIN), NOW, Optional.empty(), Limits.NONE);

    assertEquals(List.of(first.entry(), second.entry()), file.read());
    assertEquals(LIMITS, first.entry().limits());
  }

  @Test
  void theFileIsForItsOwnerAloneAndHoldsNoKey() throws Exception {
    ApiKey key = create().key();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    String secret = key.reveal().substring(("nghe_" + key.id() + "_").length());
    assertFalse(Files.readString(path).contains(secret));
    assertFalse(key.toString().contains(secret));
  }

  @Test
  void aChangeKeepsTheOwnerTheGroupAndTheMode() throws Exception {
    String id = create().key().id();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    if (System.getProperty("user.name").equals("root")) {
      // Only root can give files away; for all others the owner can only be themselves.
      Files.setAttribute(path, "unix:uid", 12_345);
      Files.setAttribute(path, "unix:gid", 23_456);
    }
    Map<String, Object> before = Files.readAttributes(path, "unix:uid,gid,mode");

    file.revoke(id, NOW);

    assertEquals(before, Files.readAttributes(path, "unix:uid,gid,mode"));
    assertTrue(file.read().getFirst().revoked().isPresent());
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("real.json");
    Files.createSymbolicLink(path, folder.relativize(elsewhere));

    String id = create().key().id();
    file.revoke(id, NOW);

    assertTrue(Files.isSymbolicLink(path));
    assertFalse(Files.isSymbolicLink(elsewhere));
    assertTrue(KeyFile.at(elsewhere).read().getFirst().revoked().isPresent());
  }

  @Test
  void linksThatLeadToEachOtherAreNamed() throws Exception {
    Files.createSymbolicLink(path, path.getFileName());

    KeyFileException e = assertThrows(KeyFileException.class, this::create);
    assertTrue(e.getMessage().startsWith(path + ": cannot be written"), e.getMessage());
  }

  @Test
  void aRevokedKeyKeepsTheTimeOfItsFirstRevocation() {
    String id = create().key().id();

    file.revoke(id, NOW);
    file.revoke(id, NOW.plusSeconds(5));

    assertEquals(Optional.of(NOW), file.read().getFirst().revoked());
  }

  @Test
  void aKeyThatIsNotThereCannotBeRevoked() {
    create();

    KeyFileException e = assertThrows(KeyFileException.class, () -> file.revoke("abc", NOW));
    assertTrue(e.getMessage().contains("has no key abc"), e.getMessage());
  }

  @Test
  void whatAKilledWriterLeftBehindIsInNobodysWay() throws Exception {
    Files.writeString(folder.resolve("keys.json.new"), "{\"keys\": [");

    create();

    assertEquals(1, file.read().size());
    assertFalse(Files.exists(folder.resolve("keys.json.new")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | No content",
        "null | a list of \"keys\"",
        "{} | a list of \"keys\"",
        "{\"keys\": [null]} | a list of \"keys\"",
        "{\"keys\": [} | line 1, column 11",
        "{\"keys\": []} x | Unrecognized token",
        "{\"keys\": [], \"more\": 1} | more",
        "{\"keys\": [{\"id\": \"0123456789ab\"}]} | sha256 must be",
        "{\"keys\": [{\"id\": \"0123456789AB\"}]} | id must be",
        "{\"keys\": [{\"scopes\": [\"dance\"]}]} | 'dance' is none of the scopes",
        "{\"keys\": [{\"limits\": {\"concurrency\": -1}}]} | concurrency is -1"
      })
  void aFileThatIsWrongIsRefusedWithWhatIsWrong(String text, String fault) throws Exception {
    Files.writeString(path, text);

    KeyFileException e = assertThrows(KeyFileException.class, file::read);
    assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(fault), e.getMessage());
  }

  @Test
  void aKeyTwiceIsRefused() throws Exception {
    create();
    String text = Files.readString(path);
    String entry = text.substring(text.indexOf('[') + 1, text.lastIndexOf(']'));
    Files.writeString(path, "{\"keys\": [" + entry + "," + entry + "]}");

    KeyFileException e = assertThrows(KeyFileException.class, file::read);
    assertTrue(e.getMessage().contains("twice"), e.getMessage());
  }
}
