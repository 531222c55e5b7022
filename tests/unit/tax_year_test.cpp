#include "domain/expenses/tax_year.hpp"

#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
using expenses::Amounts;

expenses::Line line(std::string provider, Amounts amounts, std::string category = "医科外来", std::size_t person = 0,
                    int month = 8) {
  return {person, 2026y / month, std::move(category), std::move(provider), 1, amounts};
}

expenses::Year year(std::vector<expenses::Line> lines) {
  return {{{MemberId{1}, "00", "髙﨑　花子"}, {MemberId{2}, "01", "小比類巻　清左衛門光之助"}}, std::move(lines), {}};
}

std::int64_t back(Amounts amounts) { return tax_year::paid_back(line("見本病院", amounts)); }

std::string csv(const expenses::Year& one) {
  const tax_year::Form form = tax_year::form(one);
  const std::string file = tax_year::csv_file(form);
  BOOST_TEST(tax_year::csv_bytes(form) == file.size());
  return file;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tax_years)

BOOST_AUTO_TEST_CASE(what_is_paid_back_follows_from_the_line_and_is_never_more_than_was_paid) {
  BOOST_TEST(back({10000, 7000, 0, 3000, 0, 0, 0}) == 0);
  BOOST_TEST(back({612340, 428638, 0, 183702, 0, 95142, 0}) == 95142);           // comes later
  BOOST_TEST(back({612340, 428638, 0, 201112, 17410, 95142, 63500}) == 158642);  // meals in the window's amount
  BOOST_TEST(back({612340, 428638, 0, 88560, 0, 95142, 0}) == 0);                // taken off at the window
  BOOST_TEST(back({612340, 428638, 0, 105970, 17410, 95142, 63500}) == 63500);   // likewise, with meals
  BOOST_TEST(back({612340, 523780, 0, 88560, 0, 95142, 0}) == 88560);            // can't be told: at most what was paid
  BOOST_TEST(back({10000, 7000, 3000, 0, 0, 0, 500}) == 0);
  BOOST_TEST(back({10000, 7000, 0, 3000, 0, 0, 3000}) == 3000);
}

BOOST_AUTO_TEST_CASE(a_line_without_a_provider_counts_nowhere_and_is_named) {
  const expenses::Year one =
      year({line("見本病院", {10000, 7000, 0, 3000, 0, 0, 100}), line("", {6000, 4200, 0, 1800, 0, 0, 900})});
  const auto groups = expenses::group(one, 2026, 2026y / 9);
  const tax_year::Summary summary = tax_year::sum_up(groups);
  BOOST_TEST(summary.noticed == 3000);
  BOOST_TEST(summary.paid == 3000);
  BOOST_TEST(summary.paid_back == 100);
  BOOST_TEST(summary.nameless == 1800);
  BOOST_TEST(summary.nameless_lines.size() == 1U);
  BOOST_TEST(summary.paid_back_lines.size() == 1U);
  BOOST_TEST(tax_year::form(one).rows.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_person_at_a_provider_is_one_row_and_medicine_another) {
  const expenses::Year one = year(
      {line("見本病院", {10000, 7000, 0, 3000, 0, 0, 0}), line("見本病院", {10000, 7000, 0, 3001, 0, 0, 0}, "歯科"),
       line("見本病院", {1000, 700, 0, 300, 0, 0, 0}, "調剤"), line("見本病院", {1000, 1000, 0, 0, 0, 0, 0}, "調剤"),
       line("見本病院", {10000, 7000, 0, 3002, 0, 0, 2}, "医科入院", 1)});
  const auto rows = tax_year::form(one).rows;
  BOOST_REQUIRE(rows.size() == 3U);
  BOOST_TEST((rows[0].paid == 6001 && !rows[0].is_medicine));
  BOOST_TEST((rows[1].paid == 300 && rows[1].is_medicine));
  BOOST_TEST((rows[2].paid == 3002 && rows[2].paid_back == 2 && rows[2].person == "小比類巻　清左衛門光"));
}

BOOST_AUTO_TEST_CASE(names_are_full_width_and_cut_as_the_form_counts) {
  BOOST_TEST(text::full_width("ABC ｸﾘﾆｯｸ 1号館", 20) == "ＡＢＣ　クリニック　１号館");
  BOOST_TEST(text::full_width("ｶﾞｯﾂﾎﾟｰｽﾞ", 20) == "ガッツポーズ");
  BOOST_TEST(text::full_width("髙﨑神", 10) == "髙﨑神");
  BOOST_TEST(text::full_width("葛󠄀城", 10) == "葛城");
  BOOST_TEST(text::full_width("12345678901", 10) == "１２３４５６７８９０");
  BOOST_TEST(text::full_width("一二三四五六七八九𠮷", 10) == "一二三四五六七八九");
  BOOST_TEST(text::full_width("一二三四五六七八𠮷", 10) == "一二三四五六七八𠮷");
}

BOOST_AUTO_TEST_CASE(what_the_form_does_not_take_is_counted) {
  expenses::Year one = year({});
  for (int count = 0; count < 1000; ++count)
    one.lines.push_back(line("医院" + std::to_string(10000 + count), {100, 70, 0, 30, 0, 0, 0}));
  const tax_year::Form form = tax_year::form(one);
  BOOST_TEST(form.rows.size() == 995U);
  BOOST_TEST(form.left_out_count == 5U);
  BOOST_TEST(form.left_out_paid == 150);
}

BOOST_AUTO_TEST_CASE(no_amount_has_more_than_nine_digits) {
  const Amounts dear{999'999'999, 0, 0, 999'999'999, 0, 0, 0};
  const auto rows = tax_year::form(year({line("見本病院", dear), line("見本病院", dear)})).rows;
  BOOST_REQUIRE(rows.size() == 2U);
  for (const auto& row : rows) BOOST_TEST(row.paid <= limits::tax_form_yen_max);
}

BOOST_AUTO_TEST_CASE(the_file_holds_no_formula) {
  const std::string text = csv(year({line("=HYPERLINK(\"x\")", {10000, 7000, 0, 3000, 0, 0, 0})}));
  BOOST_TEST(text.find(",'＝ＨＹＰＥＲＬＩＮＫ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(until_march_the_year_before_is_prepared) {
  BOOST_TEST(tax_year::prepared_on(2027y / 1 / 1) == 2026);
  BOOST_TEST(tax_year::prepared_on(2027y / 3 / 31) == 2026);
  BOOST_TEST(tax_year::prepared_on(2027y / 4 / 1) == 2027);
  BOOST_TEST(tax_year::prepared_on(2026y / 12 / 31) == 2026);
}

BOOST_AUTO_TEST_SUITE_END()
