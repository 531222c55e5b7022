#include "domain/applications/limit_application.hpp"

#include <boost/test/unit_test.hpp>

#include "domain/applications/contact.hpp"
#include "domain/applications/limit_guide.hpp"

namespace {

using namespace std::chrono_literals;
using namespace portal;
using limit_application::Answers;
using limit_application::Date;
using limit_application::Item;

const std::vector<household::Insured> alone{{MemberId{1}, "00", "髙﨑　花子", {}, 1985y / 4 / 1}};
const std::vector<household::Insured> family{{MemberId{1}, "00", "髙﨑　花子", {}, 1985y / 4 / 1},
                                             {MemberId{2}, "01", "髙﨑　一郎", Date(2027y / 2 / 1), 1983y / 2 / 28},
                                             {MemberId{3}, "02", "髙﨑　次郎", Date(2027y / 2 / 2), 2010y / 5 / 5},
                                             {MemberId{4}, "73", "髙﨑　ウメ", {}, 1952y / 1 / 10},
                                             {MemberId{5}, "74", "髙﨑　マツ", {}, 1952y / 2 / 1}};
constexpr Date today = 2026y / 11 / 22;

Answers good() {
  return {"00", "2026-11", "2027-01", "1000001", "東京都見本区1-1", "03-0000-0000", "self", "", "", ""};
}

// "item: words" of the first fault; "" where there is none.
std::string fault_of(const Answers& answers, Date opening = today,
                     std::span<const household::Insured> people = family) {
  const auto judged = limit_application::judge(answers, opening, people);
  return judged.faults.empty()
             ? ""
             : std::to_string(static_cast<int>(judged.faults.front().item)) + ": " + judged.faults.front().words;
}

bool faulty(Answers answers, Item item, Date opening = today) {
  const auto judged = limit_application::judge(answers, opening, family);
  return judged.faults.size() == 1 && judged.faults.front().item == item;
}

std::string period(std::string_view from, std::string_view to, Date opening = today, std::string_view person = "00") {
  Answers answers = good();
  answers.person = person;
  answers.from = from;
  answers.to = to;
  return fault_of(answers, opening);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limit_applications_rules)

BOOST_AUTO_TEST_CASE(a_good_form_is_folded_as_it_will_be_kept) {
  Answers answers = good();
  answers.postal_code = " 〒１００－０００１ ";
  answers.address = " 東京都見本区１－１　葛󠄀城荘 ";
  answers.telephone = "（０９０）００００ー００００";
  const auto judged = limit_application::judge(answers, today, family);
  BOOST_TEST(judged.faults.empty());
  BOOST_TEST((judged.person->id == MemberId{1}));
  BOOST_TEST(judged.details.postal_code == "100-0001");
  BOOST_TEST(judged.details.address == "東京都見本区１－１　葛󠄀城荘");
  BOOST_TEST(judged.details.telephone == "09000000000");
  BOOST_TEST((judged.details.to == 2027y / 1));
  BOOST_TEST(judged.details.proxy_name == "");
}

// A certificate could be asked for until a year after 後期高齢者医療 had begun.
BOOST_AUTO_TEST_CASE(the_period_ends_with_the_day_before_the_75th_birthday_and_says_so) {
  BOOST_TEST(period("2026-11", "2027-01", today, "73") == "");
  BOOST_TEST(
      period("2026-11", "2027-02", today, "73") ==
      "2: 75歳のお誕生日（令和9年（2027年）1月10日）から後期高齢者医療制度に移るため、必要期間はその前日の令和9年"
      "（2027年）1月9日の月までです");
  BOOST_TEST(period("2026-11", "2027-01", today, "74") == "");  // born on a 1st: the month before is the last one
  BOOST_TEST(period("2026-11", "2027-02", today, "74").find("令和9年（2027年）1月31日の月までです") !=
             std::string::npos);
  BOOST_TEST(period("2026-11", "2027-02", today, "01").find("健康保険の資格") !=
             std::string::npos);  // whichever is first
  BOOST_TEST(!limit_application::is_late_elder(1952y / 1 / 10, 2027y / 1 / 9));
  BOOST_TEST(limit_application::is_late_elder(1952y / 1 / 10, 2027y / 1 / 10));
}

BOOST_AUTO_TEST_CASE(the_period_lies_within_twelve_months_from_this_month_on) {
  BOOST_TEST(period("2026-11", "2026-11") == "");
  BOOST_TEST(period("2026-11", "2027-10") == "");
  BOOST_TEST(period("2027-10", "2027-10") == "");
  BOOST_TEST(period("2026-10", "2026-11") == "1: 必要期間のはじめは、令和8年11月から令和9年10月までの間です");
  BOOST_TEST(period("2026-11", "2027-11") == "2: 必要期間の終わりは、令和8年11月から令和9年10月までの間です");
  BOOST_TEST(period("2026-12", "2026-11") == "2: 必要期間の終わりは、はじめの月か、それより後の月です");
  BOOST_TEST(period("", "2026-11") == "1: 必要期間のはじめの月を選んでください");
  for (const char* nonsense : {"2026-13", "0", "null", "2026-11-31x", "令和99年1月", "9999-12", "-1"})
    BOOST_TEST(period("2026-11", nonsense).starts_with("2: "), nonsense);
}

BOOST_AUTO_TEST_CASE(the_months_are_right_at_the_ends_of_months_and_years) {
  struct Case {
    Date opening;
    const char *first, *last;
  };
  for (const Case& one : {Case{2026y / 11 / 30, "2026-11", "2027-10"}, Case{2026y / 12 / 1, "2026-12", "2027-11"},
                          Case{2026y / 12 / 31, "2026-12", "2027-11"}, Case{2027y / 1 / 1, "2027-01", "2027-12"},
                          Case{2028y / 2 / 29, "2028-02", "2029-01"}, Case{2027y / 1 / 31, "2027-01", "2027-12"}}) {
    const auto months = limit_application::months(one.opening);
    BOOST_TEST(months.size() == 12U);
    BOOST_TEST(limit_application::value_of(months.front()) == one.first);
    BOOST_TEST(limit_application::value_of(months.back()) == one.last);
    BOOST_TEST(period(one.first, one.last, one.opening) == "");
  }
}

BOOST_AUTO_TEST_CASE(nobody_s_period_goes_beyond_their_last_day) {
  BOOST_TEST(period("2026-11", "2027-01", today, "01") == "");  // the last day is 31 January
  BOOST_TEST(period("2026-11", "2027-02", today, "01") ==
             "2: 健康保険の資格が令和9年（2027年）1月31日で終わるため、必要期間はその月までです");
  BOOST_TEST(period("2026-11", "2027-02", today, "02") == "");  // 1 February
  BOOST_TEST(period("2027-03", "2027-03", today, "02").starts_with("2: "));
}

BOOST_AUTO_TEST_CASE(whom_nobody_may_apply_for_is_the_same_fault_as_nobody) {
  Answers answers = good();
  for (const char* person : {"", "03", "99", "0", "00 ", "-1", "🍣"}) {
    answers.person = person;
    BOOST_TEST(fault_of(answers) == "0: 認定証を使う方を選んでください", person);
  }
  answers.person = "";
  BOOST_TEST(fault_of(answers, today, alone) == "");  // there is one person only
  answers.person = "01";
  BOOST_TEST(fault_of(answers, today, alone).starts_with("0: "));  // who was there on the page before
}

BOOST_AUTO_TEST_CASE(an_address_and_a_number_are_asked_for_and_judged) {
  Answers answers = good();
  answers.postal_code = "100000";
  BOOST_TEST(faulty(answers, Item::postal_code));
  answers = good();
  answers.address = "　";
  BOOST_TEST(faulty(answers, Item::address));
  const std::string long_address(301, 'a'), just_right(300, 'a');
  answers.address = long_address;
  BOOST_TEST(faulty(answers, Item::address));
  answers.address = just_right;
  BOOST_TEST(fault_of(answers) == "");
  answers.address = "東京都\n見本区";
  BOOST_TEST(faulty(answers, Item::address));
  answers = good();
  answers.telephone = "119";
  BOOST_TEST(faulty(answers, Item::telephone));
}

BOOST_AUTO_TEST_CASE(who_applies_for_another_says_who_and_why_and_only_then) {
  Answers answers = good();
  answers.proxy_name = "見本　代理";
  BOOST_TEST(limit_application::judge(answers, today, family).details.proxy_name == "");
  answers.applied_by = "other";
  const auto judged = limit_application::judge(answers, today, family);
  BOOST_TEST(judged.faults.size() == 2U);
  BOOST_TEST((judged.faults.front().item == Item::proxy_relation));
  answers.proxy_relation = "妻";
  answers.proxy_reason = "本人が入院しているため";
  BOOST_TEST(limit_application::judge(answers, today, family).details.proxy_reason == "本人が入院しているため");
  answers.applied_by = "";
  BOOST_TEST(faulty(answers, Item::applied_by));
}

BOOST_AUTO_TEST_CASE(a_postal_code_and_a_number_are_taken_as_people_type_them) {
  for (const char* typed : {"1000001", "100-0001", "１００ー０００１", "〒100 0001", "100‐0001"})
    BOOST_TEST(contact::postal_code(typed).value_or("") == "100-0001", typed);
  for (const char* typed : {"", "100", "10000011", "abcdefg", "〒"}) BOOST_TEST(!contact::postal_code(typed), typed);
  for (const char* typed : {"0300000000", "03-0000-0000", "(03) 0000 0000", "０３－００００－００００",
                            "+81 3 0000 0000", "+81-(0)3-0000-0000", "03.0000.0000", "０３．００００．００００",
                            "03〜0000～0000", "\u202A03-0000-0000\u202C", "03\u200B00000000"})
    BOOST_TEST(contact::telephone(typed).value_or("") == "0300000000", typed);
  for (const char* typed : {"", "030000000", "090000000000", "1300000000", "+", "+81", "03-0000-000a"})
    BOOST_TEST(!contact::telephone(typed), typed);
}

BOOST_AUTO_TEST_CASE(the_guide_says_who_needs_no_certificate_and_who_another_form) {
  using enum limit_guide::Advice;
  BOOST_TEST((limit_guide::advise({"yes", "yes", "taxed"}) == not_needed));
  BOOST_TEST((limit_guide::advise({"yes", "yes", "unknown"}) == not_needed));
  BOOST_TEST((limit_guide::advise({"yes", "unknown", "taxed"}) == place_first));
  BOOST_TEST((limit_guide::advise({"yes", "no", "taxed"}) == form));
  BOOST_TEST((limit_guide::advise({"no", "yes", "taxed"}) == form));
  for (const char* card : {"yes", "no"}) {
    BOOST_TEST((limit_guide::advise({card, "yes", "exempt"}) == paper_form));
    BOOST_TEST((limit_guide::advise({card, "yes", "exempt_long"}) == long_stay));
  }
  BOOST_TEST(!limit_guide::advise({"", "yes", "taxed"}));
  for (const auto advice : {not_needed, place_first, form, paper_form, long_stay})
    BOOST_TEST((limit_guide::advice_named(limit_guide::name_of(advice)) == advice));
}

BOOST_AUTO_TEST_SUITE_END()
