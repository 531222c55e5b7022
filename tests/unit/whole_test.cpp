#include "templates/whole.hpp"

#include <boost/test/unit_test.hpp>

using portal::whole;

BOOST_AUTO_TEST_SUITE(whole_words)

BOOST_AUTO_TEST_CASE(dates_amounts_and_counts_stay_on_one_line) {
  BOOST_TEST(whole("8月診療分は、12月10日ごろに届きます。") ==
             "<span class=\"nw\">8月</span>診療分は、<span class=\"nw\">12月10日</span>ごろに届きます。");
  BOOST_TEST(whole("令和8年11月22日（日）9:30に") == "<span class=\"nw\">令和8年<wbr>11月22日（日）<wbr>9:30</span>に");
  BOOST_TEST(whole("4～64文字で") == "<span class=\"nw\">4～64文字</span>で");
  BOOST_TEST(whole("令和元年度") == "<span class=\"nw\">令和元年度</span>");
  BOOST_TEST(whole("53万円〜79万円") == "<span class=\"nw\">53万円〜79万円</span>");
  BOOST_TEST(whole("1～8月、10月") == "<span class=\"nw\">1～8月、</span><span class=\"nw\">10月</span>");
  BOOST_TEST(whole("健保が1,002,340円を負担") == "健保が<span class=\"nw\">1,002,340円</span>を負担");
  BOOST_TEST(whole("未読が2件あります。") == "未読が<span class=\"nw\">2件</span>あります。");
}

BOOST_AUTO_TEST_CASE(a_year_in_both_counts_is_one_and_the_day_after_it_another) {
  BOOST_TEST(whole("令和8年（2026年）11月22日") ==
             "<span class=\"nw\">令和8年<wbr>（2026年）</span><span class=\"nw\">11月22日</span>");
  BOOST_TEST(whole("令和31年度（2049年度）から") == "<span class=\"nw\">令和31年度<wbr>（2049年度）</span>から");
  BOOST_TEST(whole("0300000000、") == "<span class=\"nw\">03<wbr>0000<wbr>0000、</span>");
  BOOST_TEST(whole("令和8年（予定）") == "<span class=\"nw\">令和8年</span>（予定）");
}

BOOST_AUTO_TEST_CASE(the_stop_after_a_number_never_begins_a_line) {
  BOOST_TEST(whole("昭和60年4月1日、女性。") == "<span class=\"nw\">昭和60年<wbr>4月1日、</span>女性。");
  BOOST_TEST(whole("費用は500円。") == "費用は<span class=\"nw\">500円。</span>");
}

BOOST_AUTO_TEST_CASE(what_is_no_number_and_a_lone_digit_get_no_span) {
  BOOST_TEST(whole("令和の健康保険") == "令和の健康保険");
  BOOST_TEST(whole("元気な5、") == "元気な5、");
  BOOST_TEST(whole("") == "");
}

BOOST_AUTO_TEST_CASE(what_is_markup_is_escaped_and_every_other_byte_kept) {
  BOOST_TEST(whole("<b>&\"'</b>") == "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;");
  BOOST_TEST(whole("1<2円") == "1&lt;<span class=\"nw\">2円</span>");
  BOOST_TEST(whole("葛󠄀城 𠮷田") == "葛󠄀城 𠮷田");
}

BOOST_AUTO_TEST_SUITE_END()
