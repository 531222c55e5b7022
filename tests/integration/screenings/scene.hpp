#pragma once
#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "sql/applications/screenings.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

// What the tests of がん検診 share.
namespace portal::testing::screening_pages {

using namespace std::chrono_literals;
using screenings::Programme;

using Change = void (*)(Programme&);

// For everyone of 40 and more, open now, with two examinations of which one is chosen.
inline Programme programme(Change change) {
  Programme made;
  made.name = "stomach-2026";
  made.title = "胃がん検診";
  made.cancer = "胃がん";
  made.items = {"胃部X線検査", "胃内視鏡検査"};
  made.age_from = 40;
  made.fiscal_year = 2026;
  made.opens_on = 2026y / 4 / 1;
  made.closes_on = 2026y / 11 / 30;
  made.fee_yen = 2000;
  made.no_show_fee_yen = 5000;
  made.consent = "結果を健康保険組合が受け取ることに、同意します。";
  change(made);
  return made;
}

inline ProgrammeId offer(TestPortal& portal, Change change = [](Programme&) {}, const std::string& society = "mihon") {
  auto db = portal.staff_of(society);
  return screenings::add(db, programme(change), portal.now);
}

inline std::string page_of(ProgrammeId id, const std::string& folder = "/mihon/screenings") {
  return fmt::format("{}/{}", folder, number(id));
}

using Answers = std::vector<std::pair<std::string, std::string>>;

inline Answers answers(ProgrammeId id, int version = 1) {
  return {{"programme", std::to_string(number(id))},
          {"version", std::to_string(version)},
          {"item", "2"},
          {"postal_code", "〒１００－０００１"},
          {"address", "東京都見本区1-2-3"},
          {"telephone", "03（0000）0000"},
          {"consent", "yes"}};
}

inline Answers with(Answers all, const std::string& name, const std::string& value) {
  for (auto& [known, answer] : all)
    if (known == name) answer = value;
  return all;
}

inline Reply send(Browser& browser, const std::string& path, const Answers& all) {
  Request request = posted(browser, path, all);
  request.cookies = {};
  request.origin = "https://portal.example.jp";
  return browser.send(std::move(request));
}

inline Reply apply(Browser& browser, ProgrammeId id, const std::string& folder = "/mihon/screenings") {
  browser.get(page_of(id, folder));
  return send(browser, folder, answers(id));
}

inline int taken(TestPortal& portal, ProgrammeId id, const std::string& society = "mihon") {
  auto db = portal.staff_of(society);
  return screenings::find_stored(db, id).value().taken;
}

inline void demand_nothing_done(TestPortal& portal) {
  BOOST_TEST(portal.count("applications") == 0);
  BOOST_TEST(portal.mails().empty());
}

}  // namespace portal::testing::screening_pages
