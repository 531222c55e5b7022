#include "base/formats/markdown.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using portal::markdown::Document;
using portal::markdown::Kind;
using portal::markdown::Node;
using portal::markdown::parse;

// The tree in short: kinds by letter, texts in quotes, children in brackets.
std::string written(const std::vector<Node>& nodes);

std::string written(const Node& node) {
  constexpr const char* letters[] = {"h",  "p", "r",  "ul", "ol", "li",   "q", "pre",
                                     "hr", "",  "br", "em", "b",  "code", "a"};
  std::string text = letters[static_cast<int>(node.kind)];
  if (node.level != 0) text += std::to_string(node.level);
  if (!node.text.empty()) text += "'" + node.text + "'";
  return node.children.empty() ? text : text + "(" + written(node.children) + ")";
}

std::string written(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node& node : nodes) text += (text.empty() ? "" : " ") + written(node);
  return text;
}

std::string tree(std::string_view text) {
  const Document document = parse(text);
  BOOST_TEST(document.faults.empty());
  return written(document.blocks);
}

std::vector<std::size_t> faulty_lines(std::string_view text) {
  std::vector<std::size_t> lines;
  for (const auto& fault : parse(text).faults) {
    BOOST_TEST(!fault.reason.empty());
    BOOST_TEST(!fault.remedy.empty());
    lines.push_back(fault.line);
  }
  return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(markdown_trees)

BOOST_AUTO_TEST_CASE(paragraphs_lists_and_emphasis_become_a_tree) {
  BOOST_TEST(tree("一つ目\n\n二つ目") == "p('一つ目') p('二つ目')");
  BOOST_TEST(tree("- 甲\n- **乙**") == "ul(li(r('甲')) li(r(b('乙'))))");
  BOOST_TEST(tree("- 甲\n\n- 乙") == "ul(li(p('甲')) li(p('乙')))");
  BOOST_TEST(tree("3. 三\n4. 四") == "ol3(li(r('三')) li(r('四')))");
  BOOST_TEST(tree("> 引用\n\n---\n\n`a < b`") == "q(p('引用')) hr p(code'a < b')");
  BOOST_TEST(tree("- 甲\n  - 乙\n    1. 丙") == "ul(li(r('甲') ul(li(r('乙') ol1(li(r('丙')))))))");
}

BOOST_AUTO_TEST_CASE(emphasis_beside_japanese_brackets_and_stops_is_emphasis) {
  BOOST_TEST(tree("締切は**11月30日（月）**までです。") == "p('締切は' b('11月30日（月）') 'までです。')");
  BOOST_TEST(tree("**「資格確認書」**をお持ちください") == "p(b('「資格確認書」') 'をお持ちください')");
  BOOST_TEST(tree("次の方は**「甲」**を") == "p('次の方は' b('「甲」') 'を')");
  BOOST_TEST(tree("次の方は**必ず、**お申し出") == "p('次の方は' b('必ず、') 'お申し出')");
  BOOST_TEST(tree("**費用：2,000円**（税込）") == "p(b('費用：2,000円') '（税込）')");
  BOOST_TEST(tree("*※必須。*です") == "p(em('※必須。') 'です')");
  BOOST_TEST(tree("の**(ABC)**を、**葛󠄀城。**と***「甲」***を") ==
             "p('の' b('(ABC)') 'を、' b('葛󠄀城。') 'と' em(b('「甲」')) 'を')");
  BOOST_TEST(tree("- **甲**（乙）**丙**\n- 5") == "ul(li(r(b('甲') '（乙）' b('丙'))) li(r('5')))");
  BOOST_TEST(tree("`の**「甲」**を`[の**「](/a*「b)") == "p(code'の**「甲」**を' a'/a*「b'('の**「'))");
  BOOST_TEST(tree("a**(b)**c") == "p('a**(b)**c')");
}

BOOST_AUTO_TEST_CASE(every_mark_that_stays_a_mark_is_told_with_its_line) {
  for (const char* text :
       {"甲\n\n** 強調 **", "甲\n\n**強調", "甲\n\nの__強調__を", "甲\n\n~~消す~~", "甲\n\n| 月 | 日 |",
        "甲\n\n-----|-----", "甲\n\nくわしくはhttps://example.jp/をご覧ください", "甲\n\n#見出し", "甲\n\n＃ 見出し",
        "甲\n\n[言葉]（https://example.jp/）", "甲\n\n［言葉］（/help）", "甲\n\n[言葉](/a b)",
        "甲\n\n2026. 4. 1 から受け付けます", "甲\n\n4. 1 から", "甲\n\n11. 30（月）まで", "甲\n\n1. 甲\n3. 丙",
        "甲\n\n    字下げ", "甲\n\n乙\n---", "甲\n\n`甲"}) {
    const auto doubts = parse(text).doubts;
    BOOST_REQUIRE_MESSAGE(!doubts.empty(), text);
    BOOST_TEST(doubts.front().line >= 3U, text);
    BOOST_TEST(!doubts.front().remedy.empty());
  }
  for (const char* text :
       {"**強調**と*強調*", "\\*1 税込", "[言葉](/help)", "<https://example.jp/>", "[https://example.jp/](/help)",
        "# 見出し", "1. 10月の検診\n2. 5月の検診", "3. 三\n4. 四", "1. 一\n1. 二", "2026\\. 4. 1 から",
        "```\n| 甲 |\n```", "`a|b`", "4月1日（水）から", "a_b_c"})
    BOOST_TEST(parse(text).doubts.empty(), text);
}

BOOST_AUTO_TEST_CASE(every_typed_line_break_stays_one) {
  BOOST_TEST(tree("住所\n電話") == "p('住所' br '電話')");
  BOOST_TEST(tree("住所  \n電話") == "p('住所' br '電話')");
}

BOOST_AUTO_TEST_CASE(headings_begin_at_level_2_and_leave_no_gap) {
  BOOST_TEST(tree("# 一\n#### 二\n# 三") == "h2('一') h3('二') h2('三')");
  BOOST_TEST(tree("### 一\n### 二\n#### 三") == "h2('一') h2('二') h3('三')");
  BOOST_TEST(tree("# 一\n## 二\n### 三\n#### 四\n##### 五") == "h2('一') h3('二') h4('三') h4('四') h4('五')");
}

BOOST_AUTO_TEST_CASE(a_link_holds_no_other_link) {
  BOOST_TEST(faulty_lines("読む\n\n[a <https://example.jp> b](https://example.jp/)") == std::vector<std::size_t>{3});
}

BOOST_AUTO_TEST_CASE(links_lead_to_the_web_and_to_own_paths_and_nowhere_else) {
  BOOST_TEST(tree("[外](https://www.mihon.example.jp/a?b=c&d)") == "p(a'https://www.mihon.example.jp/a?b=c&d'('外'))");
  BOOST_TEST(tree("[中](/help/mail)") == "p(a'/help/mail'('中'))");
  BOOST_TEST(tree("<http://mihon.example.jp/>") == "p(a'http://mihon.example.jp/'('http://mihon.example.jp/'))");
  for (const char* target : {"javascript:alert(1)",
                             "JaVaScRiPt:alert(1)",
                             "data:text/html,x",
                             "vbscript:x",
                             "//evil.example",
                             "/\\evil.example",
                             "relative",
                             "../tameshi",
                             "/../tameshi/home",
                             "/./x",
                             "mailto:a@example.jp",
                             "#top",
                             "https:///",
                             "https://",
                             "&#106;avascript:alert(1)",
                             "java\\script:x",
                             "<https://a b>",
                             "%6aavascript:x",
                             "/a\u202Eb",
                             "ftp://example.jp/"})
    BOOST_TEST(faulty_lines("\n[x](" + std::string(target) + ")").size() == 1U, target);
  BOOST_TEST(faulty_lines("[](https://example.jp/)").size() == 1U);
}

BOOST_AUTO_TEST_CASE(html_and_images_are_faults_with_their_lines_and_never_in_the_tree) {
  BOOST_TEST((faulty_lines("文\n\n<script>alert(1)</script>") == std::vector<std::size_t>{3}));
  BOOST_TEST((faulty_lines("文\n文 <b>太字</b>") == std::vector<std::size_t>{2, 2}));
  BOOST_TEST((faulty_lines("<!-- 覚え書き -->") == std::vector<std::size_t>{1}));
  BOOST_TEST((faulty_lines("甲\n\n![絵](https://example.jp/a.png)") == std::vector<std::size_t>{3}));
  BOOST_TEST(written(parse("前<b onclick=x>中</b>後").blocks) == "p('前中後')");
  BOOST_TEST(tree("BMIが 18.5 < x、a<b & c") == "p('BMIが 18.5 < x、a<b & c')");
}

BOOST_AUTO_TEST_CASE(what_can_t_be_seen_comes_in_by_no_entity_either) {
  for (const char* entity : {"&#x202E;", "&rlm;", "&#8203;", "&zwnj;", "&#10;", "&#x7;"})
    BOOST_TEST((faulty_lines("甲\n\n乙" + std::string(entity) + "丙") == std::vector<std::size_t>{3}), entity);
  BOOST_TEST(tree("甲\t乙&amp;&lt;&copy;") == "p('甲\t乙&<©')");
}

BOOST_AUTO_TEST_CASE(names_emoji_and_variation_sequences_stay_byte_for_byte) {
  for (const std::string text : {"𠮷田、髙﨑、葛󠄀城、神", "👩‍👩‍👧‍👦と🏳️‍🌈", "ｶﾅ①㈱～"})
    BOOST_TEST(tree(text) == "p('" + text + "')");
}

BOOST_AUTO_TEST_CASE(depth_and_number_have_their_limits) {
  std::string deep(10'000, '>');
  deep.append(" 深い");
  BOOST_TEST(faulty_lines(deep).size() == 1U);
  std::string marks = "[a](/b)";
  marks.append(5000, '*').append("x").append(5000, '*');
  BOOST_TEST(!faulty_lines(marks).empty());
  std::string many;
  for (int line = 0; line < 1200; ++line) many += "- 項目\n";
  BOOST_TEST(faulty_lines(many).size() == 1U);
  std::string html;
  for (int line = 0; line < 500; ++line) html += "<b>\n\n";
  BOOST_TEST(faulty_lines(html).size() <= 101U);
  BOOST_TEST(tree("").empty());
}

BOOST_AUTO_TEST_SUITE_END()
