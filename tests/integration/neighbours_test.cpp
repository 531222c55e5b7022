#include <array>
#include <map>
#include <optional>
#include <random>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "domain/publishing/publication.hpp"
#include "handlers/site.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/documents/document_batches.hpp"
#include "sql/expenses/expense_batches.hpp"
#include "sql/imports/imports.hpp"
#include "tests/support/test_portal.hpp"

// Two societies with the same numbers, receipts, file names and login IDs. Whoever asks for whatever never meets a word
// of somebody else's: every text of a member or a society holds a mark that must not leave it.

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using portal::testing::TestPortal;

namespace {

constexpr int requests_count = 10'000;
constexpr unsigned seed = 20261122;

struct Neighbour {
  const char *society, *name, *number;
  std::string mark;          // in every text about this household
  std::string society_mark;  // in every text for this society's members
  int yen;                   // of this household's only receipts; so long that no other number holds it
};
const std::array<Neighbour, 3> neighbours{{
    {"mihon", "hanako", "0001001", "KOTORI", "MIHONDAKE", 81'726'354},
    {"tameshi", "hanako", "0001001", "SUZUME", "TAMESHIDAKE", 92'837'465},
    {"mihon", "taro", "0001002", "TSUBAME", "MIHONDAKE", 73'615'243},
}};

std::string grouped(int yen) {
  std::string text = std::to_string(yen);
  text.insert(5, ",").insert(2, ",");
  return text;
}

std::string letter(const Neighbour& one) { return one.mark + "書類"; }

class TwoSocieties {
 public:
  TwoSocieties() {
    for (const Neighbour& one : neighbours) settle_in(one);
    for (const char* society : {"mihon", "tameshi"}) publish(society);
  }

  TestPortal portal;
  std::map<std::string, std::string> file_of;  // by mark: what nginx would send of the household's only document
  std::vector<std::string> words;              // numbers and names of both societies, to be thrown at either
  std::map<std::string, std::vector<std::string>>
      rows_of;  // by mark: the numbers among them of what one member may see

 private:
  // The household's names, addresses and receipts; its account comes with its first sign-in.
  void settle_in(const Neighbour& one) {
    auto db = portal.staff_of(one.society);
    portal.staff.execute(R"(
      UPDATE members m JOIN societies s ON s.id = m.society_id
      SET m.name = CONCAT(?, m.branch), m.kana = ?, m.address = ?, m.email = CONCAT(?, '@example.jp')
      WHERE s.slug = ? AND m.number = ?)",
                         one.mark, one.mark, one.mark, one.mark, one.society, one.number);
    const std::string file = std::string("file") + one.number;
    const ImportId import = imports::add(db, {"expenses", file, file, "os:tester", {}}, portal.now);
    expense_batches::Writer writer(db, import);
    expense_batches::Months months;
    for (int year : {2025, 2026}) {
      const expenses::Month month = std::chrono::year{year} / 8;
      const expenses::Amounts yen{one.yen, one.yen, 0, 0, 0, 0, 0};
      const MemberId member = portal.member(one.society, one.number);
      writer.add({file + std::to_string(year), member, month, "医科外来", one.mark, 1, yen});
      months[month].add(yen);
      words.push_back(std::to_string(number(member)));
    }
    writer.finish();
    expense_batches::add_months(db, months, import);
    const DocumentId document = portal.add_document(one.society, one.number, "00", letter(one));
    file_of[one.mark] = document_batches::find(db, document).value().file_digest;
    words.push_back(std::to_string(number(document)));
    rows_of[one.mark].push_back(std::to_string(number(document)));
    apply(one);
    words.push_back(std::to_string(number(import)));
  }

  // An application that no form can take back.
  void apply(const Neighbour& one) {
    using enum applications::Status;
    auto db = portal.staff_of(one.society);
    const ApplicationId limit = portal.add_limit_application(one.society, one.number, checking, letter(one));
    applications::judge(db, limit, checking, sent, letter(one), portal.now);
    words.push_back(std::to_string(number(limit)));
    rows_of[one.mark].push_back(std::to_string(number(limit)));
  }

  // A screening of the society's, and an application of each of its neighbours.
  void offer_screening(db::SocietyDatabase& db, const std::string& society) {
    screenings::Programme programme;
    programme.name = programme.title = programme.cancer = programme.consent =
        society == "mihon" ? "MIHONDAKE" : "TAMESHIDAKE";
    programme.items = {programme.title};
    programme.fiscal_year = 2026;
    programme.opens_on = 2026y / 4 / 1;
    programme.closes_on = 2027y / 3 / 31;
    const ProgrammeId id = screenings::add(db, programme, portal.now);
    for (const Neighbour& one : neighbours) {
      if (society != one.society) continue;
      const MemberId member = portal.member(one.society, one.number);
      screenings::take_place(db, id, 1);
      const auto application =
          applications::create(db, {applications::Kind::screening, id, member, member}, portal.now);
      screenings::add_details(db, application, {one.society_mark, "100-0001", one.mark, "0300000000", 0, 0, one.mark});
      for (const std::int64_t row : {number(id), number(application)}) {
        rows_of[one.mark].push_back(std::to_string(row));
        words.push_back(rows_of[one.mark].back());
      }
    }
  }

  void publish(const std::string& society) {
    auto db = portal.staff_of(society);
    offer_screening(db, society);
    for (const Neighbour& one : neighbours) {
      if (society != one.society) continue;
      const articles::Text text{one.society_mark, one.society_mark, one.society_mark + "\n", 2026y / 1 / 1, {}};
      rows_of[one.mark].push_back(std::to_string(number(notices::publish(db, {text, {}, false}, portal.now).id)));
      words.push_back(rows_of[one.mark].back());
      rows_of[one.mark].push_back(std::to_string(number(topics::publish(db, text, portal.now).id)));
      words.push_back(rows_of[one.mark].back());
      const articles::Text own{one.mark, one.mark, one.mark + "\n", 2026y / 1 / 1, {}};
      notices::Audience only;
      only.members = {portal.member(one.society, one.number)};
      rows_of[one.mark].push_back(std::to_string(number(notices::publish(db, {own, only, false}, portal.now).id)));
      words.push_back(rows_of[one.mark].back());
    }
  }
};

// Requests as a program would make them that knows every path, number and name, and has one member's cookie.
class Asker {
 public:
  Asker(TwoSocieties& both, const Neighbour& self) : both_(both), self_(self), words_(both.words) {
    for (
        const char* word :
        {"login",        "mail", "2026",        "2025",          "2026.csv", "2025.csv",      "2026.pdf", "00", "01",
         "99",           "0",    "-1",          "0001001",       "0001002",  "12-0001001-00", "hanako",   "..", "cp932",
         "1' OR '1'='1", "",     "/mihon/home", "/tameshi/home", "large",    "list"})
      words_.emplace_back(word);
    sign_in();
  }

  Request random_request(std::mt19937& random) {
    const Route& route = random_route(random);
    Request request;
    request.path = random_path(route, random);
    request.method = one_in(10, random) == (route.method == Method::get) ? Method::post : Method::get;
    constexpr std::array keys{"year", "person", "page", "encoding", "r", "no", "t", "q"};
    for (const char* key : keys)
      if (one_in(4, random)) request.query.add(key, word(random));
    if (request.method == Method::get) return request;
    constexpr std::array fields{"login_id", "password", "email",   "nickname", "size",
                                "back",     "code",     "session", "person",   "programme"};
    for (const char* field : fields)
      if (one_in(3, random)) request.form.add(field, word(random));
    if (!one_in(5, random)) request.form.add("csrf", fresh_form_token());
    request.origin = "https://portal.example.jp";
    return request;
  }

  // Some requests end the session, rightly.
  Reply send(Request request) {
    if (++sent_ % requests_until_a_new_sign_in == 0) sign_in();
    return Browser(*browser_).send(std::move(request));  // whatever the answer says, the cookies are kept
  }

 private:
  static constexpr int requests_until_a_new_sign_in = 40;
  static bool one_in(unsigned count, std::mt19937& random) { return random() % count == 0; }

  // Every second one is a page with data.
  static const Route& random_route(std::mt19937& random) {
    const auto routes = site().routes;
    const bool any = one_in(2, random);
    for (;;) {
      const Route& route = routes[random() % routes.size()];
      if (any || std::holds_alternative<Response (*)(MemberVisit&)>(route.handler)) return route;
    }
  }

  const std::string& word(std::mt19937& random) const { return words_[random() % words_.size()]; }

  // In a path, mostly the number of something, of either society; often of what the asker may see, so that data are
  // shown.
  const std::string& row_or_word(std::mt19937& random) const {
    const auto& own = both_.rows_of.at(self_.mark);
    if (one_in(2, random)) return own[random() % own.size()];
    return one_in(4, random) ? word(random) : both_.words[random() % both_.words.size()];
  }

  std::string random_path(const Route& route, std::mt19937& random) const {
    std::string path(route.path);
    const char* other = self_.society == std::string_view("mihon") ? "tameshi" : "mihon";
    if (path.starts_with("/{s}")) path.replace(1, 3, one_in(4, random) ? other : self_.society);
    for (auto at = path.find('{'); at != path.npos; at = path.find('{', at + 1)) {
      const auto end = path.find('}') + 1;
      const bool is_file = path.substr(at, end - at) == "{file}";
      path.replace(at, end - at, is_file && one_in(2, random) ? "2026.csv" : row_or_word(random));
    }
    return one_in(50, random) ? path + "/" + word(random) : path;
  }

  std::string fresh_form_token() {
    browser_->get(std::string("/") + self_.society + "/home");
    return browser_->form_token();
  }

  // A random form may have given the account another login ID or nickname.
  void sign_in() {
    name_account();
    browser_.emplace(both_.portal.as(self_.name, self_.society));
    name_account();
    browser_->client_address = "192.0.2." + std::to_string(++sign_ins_ % 200 + 1);
  }

  void name_account() {
    both_.portal.staff.execute(R"(
      UPDATE accounts a JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
      JOIN societies s ON s.id = a.society_id
      SET a.login_id = ?, a.nickname = ? WHERE s.slug = ? AND m.number = ? AND m.branch = '00')",
                               self_.name, self_.mark, self_.society, self_.number);
  }

  TwoSocieties& both_;
  const Neighbour& self_;
  std::optional<Browser> browser_;
  std::vector<std::string> words_;
  int sent_ = 0, sign_ins_ = 0;
};

std::string whole(const Reply& reply) {
  std::string text = reply.body;
  for (const auto& [name, value] : reply.headers) text += "\n" + name + ": " + value;
  return text;
}

std::string what_is_not_theirs(const TwoSocieties& both, const Neighbour& reader, const std::string& text) {
  for (const Neighbour& one : neighbours) {
    if (one.mark != reader.mark)
      for (const std::string& mark : {one.mark, grouped(one.yen), std::to_string(one.yen), both.file_of.at(one.mark)})
        if (text.find(mark) != text.npos) return mark;
    if (one.society_mark != reader.society_mark && text.find(one.society_mark) != text.npos) return one.society_mark;
  }
  return "";
}

// The nickname alone, which stands on every page, is no data.
bool shows_own_data(const TwoSocieties& both, const Neighbour& reader, const std::string& text) {
  for (const std::string& mark : {reader.society_mark, letter(reader), grouped(reader.yen), std::to_string(reader.yen),
                                  both.file_of.at(reader.mark)})
    if (text.find(mark) != text.npos) return true;
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(neighbours_with_the_same_numbers)

BOOST_AUTO_TEST_CASE(never_see_each_other_s_data_whatever_they_ask_for) {
  TwoSocieties both;
  std::mt19937 random(seed);
  std::vector<Asker> askers;
  for (const Neighbour& one : neighbours) askers.emplace_back(both, one);
  std::map<std::string, int> own_data_seen;  // by route: a test that sees nothing would prove nothing
  int answered = 0;
  for (int count = 0; count < requests_count; ++count) {
    const std::size_t who = random() % neighbours.size();
    const Request request = askers[who].random_request(random);
    const Reply reply = askers[who].send(request);
    const std::string text = whole(reply);
    BOOST_REQUIRE_MESSAGE(what_is_not_theirs(both, neighbours[who], text).empty(),
                          neighbours[who].name << " of " << neighbours[who].society << " was shown "
                                               << what_is_not_theirs(both, neighbours[who], text) << " by "
                                               << request.path);
    BOOST_REQUIRE_MESSAGE(reply.status < 500, request.path << " " << reply.status);
    answered += reply.status == 200 ? 1 : 0;
    if (reply.status == 200 && shows_own_data(both, neighbours[who], text)) ++own_data_seen[std::string(reply.route)];
  }
  BOOST_TEST_MESSAGE(answered << " of " << requests_count << " answered with 200");
  for (const auto& [route, times] : own_data_seen)
    BOOST_TEST_MESSAGE(route << " showed their own data " << times << " times");
  for (const char* route : {"/{s}/home", "/{s}/expenses", "/{s}/expenses/{file}", "/{s}/notices", "/{s}/notices/{id}",
                            "/{s}/topics", "/{s}/topics/{id}", "/{s}/limit-certificate", "/{s}/limit-certificate/{id}",
                            "/{s}/documents", "/{s}/documents/{id}", "/{s}/documents/{id}.pdf", "/{s}/screenings",
                            "/{s}/screenings/{id}", "/{s}/screenings/applications/{id}"})
    BOOST_TEST(own_data_seen[route] >= requests_count / 5000, route);
}

BOOST_AUTO_TEST_SUITE_END()
