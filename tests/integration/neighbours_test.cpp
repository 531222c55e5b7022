#include <array>
#include <map>
#include <optional>
#include <random>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "handlers/site.hpp"
#include "tests/support/routes.hpp"
#include "tests/support/two_societies.hpp"

// Two societies with the same numbers, receipts, file names and login IDs. Whoever asks for whatever never meets a word
// of somebody else's: every text of a member or a society holds a mark that must not leave it.

using namespace portal;
using portal::testing::Browser;
using portal::testing::grouped;
using portal::testing::letter;
using portal::testing::Neighbour;
using portal::testing::neighbours;
using portal::testing::TwoSocieties;

namespace {

constexpr int requests_count = 10'000;
constexpr unsigned seed = 20261122;

// Requests as a program would make them that knows every path, number and name, and has one member's cookie.
class Asker {
 public:
  Asker(TwoSocieties& both, const Neighbour& self) : both_(both), self_(self), words_(both.words) {
    for (
        const char* word :
        {"login",        "mail", "2026",        "2025",          "2026.csv", "2025.csv",      "2026.pdf", "00", "01",
         "99",           "0",    "-1",          "0001001",       "0001002",  "12-0001001-00", "hanako",   "..", "cp932",
         "1' OR '1'='1", "",     "/mihon/home", "/tameshi/home", "large",    "list",          "news",     "1"})
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
      if (any || portal::testing::is_for<MemberVisit>(route)) return route;
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

// A society's public pages show its public mark to everybody, and no other page does.
std::string what_is_not_theirs(const TwoSocieties& both, const Neighbour& reader, const std::string& path,
                               const std::string& text) {
  for (const Neighbour& one : neighbours) {
    if (one.mark != reader.mark)
      for (const std::string& mark : {one.mark, grouped(one.yen), std::to_string(one.yen), both.file_of.at(one.mark)})
        if (text.find(mark) != text.npos) return mark;
    if (one.society_mark != reader.society_mark && text.find(one.society_mark) != text.npos) return one.society_mark;
    if (!path.starts_with(std::string("/") + one.society) && text.find(one.public_mark) != text.npos)
      return one.public_mark;
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

// A table without one would be walked past: no page could show what isn't there.
BOOST_AUTO_TEST_CASE(have_a_row_in_every_table_that_belongs_to_societies) {
  TwoSocieties both;
  for (const Neighbour& one : neighbours) {
    const auto tables = both.marked_tables(one);
    BOOST_TEST(tables.size() >= 40);
    for (const auto& [table, is_marked] : tables)
      BOOST_TEST(is_marked, table << " has no marked row of " << one.name << " of " << one.society
                                  << ": add one to tests/support/two_societies.cpp");
  }
}

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
    const std::string foreign = what_is_not_theirs(both, neighbours[who], request.path, text);
    BOOST_REQUIRE_MESSAGE(foreign.empty(), neighbours[who].name << " of " << neighbours[who].society << " was shown "
                                                                << foreign << " by " << request.path);
    BOOST_REQUIRE_MESSAGE(reply.status < 500, request.path << " " << reply.status);
    answered += reply.status == 200 ? 1 : 0;
    if (reply.status == 200 && shows_own_data(both, neighbours[who], text)) ++own_data_seen[std::string(reply.route)];
  }
  BOOST_TEST_MESSAGE(answered << " of " << requests_count << " answered with 200");
  for (const auto& [route, times] : own_data_seen)
    BOOST_TEST_MESSAGE(route << " showed their own data " << times << " times");
  for (const char* route :
       {"/{s}/home", "/{s}/expenses", "/{s}/expenses/{file}", "/{s}/notices", "/{s}/notices/{notice}", "/{s}/topics",
        "/{s}/topics/{topic}", "/{s}/limit-certificate", "/{s}/limit-certificate/{application}", "/{s}/documents",
        "/{s}/documents/{document}", "/{s}/documents/{document}.pdf", "/{s}/screenings", "/{s}/screenings/{programme}",
        "/{s}/screenings/applications/{application}"})
    BOOST_TEST(own_data_seen[route] >= requests_count / 5000, route);
}

BOOST_AUTO_TEST_SUITE_END()
