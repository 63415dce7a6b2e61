// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.transcript.Word;

/** What becomes of running text, and what holds for every text. */
final class WrittenFormsTest {
  private static final WrittenForms PROSE = WrittenForms.of(WrittenStyle.PROSE);

  /** All that the rules look for, and some words that they do not. */
  private static final List<String> SYLLABLES =
      List.of(
          ("không một hai ba bốn tư năm lăm sáu bảy tám chín mười mươi mốt trăm nghìn triệu tỷ vạn"
                  + " linh lẻ rưỡi phẩy chấm âm trừ cộng phần trên chia giờ kém phút giây ngày mùng"
                  + " tháng năm thứ nhất mét vuông ki lô gam độ c đô la đồng euro a còng com h t p"
                  + " sẹc gạch vài đến người và năm. (ba) 12 3,5 —")
              .split(" ", -1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anh ấy hai mươi lăm tuổi                        | anh ấy 25 tuổi
          ngày ba mươi tháng tư năm một chín bảy lăm      | ngày 30 tháng 4 năm 1975
          giá hai mươi lăm nghìn đồng một ký              | giá 25.000 đồng một ký
          một triệu rưỡi đồng                             | 1,5 triệu đồng
          dân số chín mươi sáu triệu hai trăm nghìn người | dân số 96.200.000 người
          hẹn lúc tám giờ rưỡi sáng                       | hẹn lúc 8:30 sáng
          tàu chạy lúc mười sáu giờ kém mười lăm          | tàu chạy lúc 15:45
          làm việc tám giờ mỗi ngày                       | làm việc 8 giờ mỗi ngày
          tăng ba phẩy năm phần trăm                      | tăng 3,5%
          cách mạng công nghiệp bốn chấm không            | cách mạng công nghiệp 4.0
          nhanh nhất là năm mươi ki lô mét trên giờ       | nhanh nhất là 50 km/h
          nóng ba mươi bảy độ c                           | nóng 37 °C
          lạnh tới âm mười lăm độ                         | lạnh tới -15 độ
          gọi số không chín ba sáu năm năm năm bốn bốn chín | gọi số 0936 555 449
          gọi một một ba                                  | gọi 113
          hai phần ba dân số                              | 2/3 dân số
          được tám trên mười điểm                         | được 8/10 điểm
          thế kỷ thứ mười chín                            | thế kỷ thứ 19
          nửa đầu thế kỷ hai mốt                          | nửa đầu thế kỷ 21
          viết cho lan chấm nguyễn a còng                 | viết cho lan chấm nguyễn a còng
          mở trang nghe chấm vn nhé                       | mở trang nghe.vn nhé
          Hai mươi người, ba mươi ghế.                    | 20 người, 30 ghế.
          """)
  void proseIsWrittenAsNewspapersDo(String spoken, String written) {
    assertEquals(written, PROSE.apply(spoken));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "một hôm ba tôi không về nhà",
        "năm nay tôi học năm thứ ba",
        "ngày một đông",
        "hai ba người bạn",
        "hai ba trăm người",
        "vài ba chục nghìn đồng",
        "hai ba mươi tuổi",
        "ba đến bốn phút",
        "mỗi tháng hai lần",
        "tháng năm ngày dài",
        "thứ hai tuần sau",
        "sau cách mạng tháng tám",
        "hai tư thế khác nhau",
        "một tỷ lệ nhỏ",
        "hai triệu chứng",
        "ba đồng chí",
        "hai đô thị",
        "một phần không thể thiếu",
        "phát âm hai lần",
        "trừ hai người",
        "chờ tôi một phút",
        "đã bao năm giờ đây mới gặp",
        "mười phân vẹn mười",
        "xanh xanh ba ba nam nam",
        "một hai ba bốn năm",
      })
  void wordsThatOnlyLookLikeNumbersStay(String text) {
    assertEquals(text, PROSE.apply(text));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenAlreadyStays(WrittenStyle style) {
    String text = "Ngày 30 tháng 4 năm 1975, lúc 8:20, giá 25.000 đồng (3,5%), gọi 093-655-5449.";
    assertEquals(text, WrittenForms.of(style).apply(text));
  }

  @Test
  void whatWasRewrittenInProseStaysSo() {
    for (String text : randomTexts(20_000)) {
      String once = PROSE.apply(text);
      assertEquals(once, PROSE.apply(once), text);
    }
  }

  @Test
  void aWordSpansWhatItStandsForAndIsAsSureAsTheLeastSure() {
    Word before = new Word("hết", 0.1, 0.3, 0.9);
    List<Word> words =
        PROSE.apply(
            List.of(
                before,
                new Word("Hai", 0.4, 0.5, 0.8),
                new Word("mươi", 0.5, 0.7, 0.4),
                new Word("lăm", 0.8, 1.0, 0.7),
                new Word("nghìn", 1.0, 1.2, 0.9),
                new Word("đồng.", 1.3, 1.5, 1)));
    assertEquals(
        List.of(before, new Word("25.000", 0.4, 1.2, 0.4), new Word("đồng.", 1.3, 1.5, 1)), words);
    assertSame(before, words.getFirst());
  }

  @ParameterizedTest
  @EnumSource
  void timesStayInOrderAndCoverTheSame(WrittenStyle style) {
    WrittenForms forms = WrittenForms.of(style);
    for (String text : randomTexts(5_000)) {
      List<Word> spoken = timed(text);
      List<Word> written = forms.apply(spoken);
      assertEquals(spoken.getFirst().start(), written.getFirst().start());
      assertEquals(spoken.getLast().end(), written.getLast().end());
      for (int i = 1; i < written.size(); i++) {
        assertTrue(written.get(i).start() >= written.get(i - 1).end(), text);
      }
      assertEquals(
          forms.apply(text), written.stream().map(Word::text).collect(Collectors.joining(" ")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyUnicodeIsAccepted(WrittenStyle style) {
    WrittenForms forms = WrittenForms.of(style);
    var random = new Random(7);
    // The smallest Unicode blocks have 16 code points; every second one is met at this stride.
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += 31) {
      String strange = Character.toString(c);
      String text = "hai" + strange + "mươi " + strange + " mốt" + strange;
      assertTrue(forms.apply(text).length() <= text.length());
    }
    for (int i = 0; i < 10_000; i++) {
      String text =
          random
              .ints(12, 0, 0x10000)
              .mapToObj(c -> String.valueOf((char) c))
              .collect(Collectors.joining());
      assertTrue(forms.apply(text).length() <= text.length());
    }
    assertEquals("", forms.apply(" \n "));
    assertEquals(List.of(), forms.apply(List.of()));
  }

  private static List<String> randomTexts(int count) {
    var random = new Random(21);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                random
                    .ints(1 + i % 12, 0, SYLLABLES.size())
                    .mapToObj(SYLLABLES::get)
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static List<Word> timed(String text) {
    List<Word> words = new ArrayList<>();
    for (String syllable : text.split(" ", -1)) {
      double start = words.size() * 0.25;
      words.add(new Word(syllable, start, start + 0.2, 1));
    }
    return words;
  }
}
