// Who gets what: every route, asked in every state that somebody can be in, against a table that says what is right.
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "handlers/site.hpp"
#include "sql/accounts/account_emails.hpp"
#include "sql/applications/limit_applications.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/household/household.hpp"
#include "sql/publishing/notices.hpp"
#include "sql/publishing/topics.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/expense_lines.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using portal::testing::TestPortal;

namespace {

// A line for each route: what is answered to each state's visitor, who asks for the things of hanako (0001001-00), a
// form without any answer where it is a POST. A number is the status; a word the page of the society that a 303 leads
// to, ".." the page above its own; "=" the same as the one before. Whoever gets 422 or 409 for a form was let in.
//
//   stranger     has no cookie                          member     hanako
//   code         gave the password and owes the code    ended      hanako, whose password is older than a year
//   registering  gave a postcard's pair                 left       hanako, who may read on and do no more
//   reissuing    gave what a reissue's mail holds       protected  ichiro, protected, asking for his own things
//   elsewhere    hanako of the look-alike society       principal  hanako, for ichiro's since he is protected
//                                                       neighbour  taro of another household
//
// stranger code registering reissuing elsewhere member ended left protected principal neighbour
constexpr std::string_view table = R"(
GET  /                                                       200 = = = = = = = = = =
GET  /.well-known/change-password                            303>/ = = = = = = = = = =
GET  /components                                             components = = = = = = = = = =
GET  /healthz                                                200 = = = = = = = = = =
GET  /readyz                                                 200 = = = = = = = = = =
GET  /{s}/                                                   200 = = = = = = = = = =
GET  /{s}/login                                              200 = = = = home = = = = =
POST /{s}/login                                              422 = = = = = = = = = =
GET  /{s}/login/code                                         .. 200 .. = = = = = = = =
POST /{s}/login/code                                         .. 422 .. = = = = = = = =
POST /{s}/login/passkey                                      .. = = = = = = = = = =
GET  /{s}/login/passkey-offer                                .. = = = = 200 password 200 = = =
GET  /{s}/login/preset                                       200 = = = = = = = = = =
POST /{s}/login/preset                                       422 = = = = = = = = = =
GET  /{s}/register                                           200 = = = = = = = = = =
POST /{s}/register                                           422 = = = = = = = = = =
GET  /{s}/register/sent                                      200 = = = = = = = = = =
GET  /{s}/register/code                                      register/sent = = = = = = = = = =
POST /{s}/register/code                                      422 = = = = = = = = = =
GET  /{s}/register/start                                     .. register/account = = .. = = = = = =
POST /{s}/register/start                                     .. register/account = = .. = = = = = =
GET  /{s}/register/account                                   register/expired .. 200 .. register/expired = = = = = =
POST /{s}/register/account                                   register/expired .. 422 .. register/expired = = = = = =
GET  /{s}/register/done                                      200 = = = = = = = = = =
GET  /{s}/register/renewed                                   200 = = = = = = = = = =
GET  /{s}/register/expired                                   410 = = = = = = = = = =
GET  /{s}/reissue                                            200 = = = = = = = = = =
POST /{s}/reissue                                            422 = = = = = = = = = =
GET  /{s}/reissue/sent                                       200 = = = = = = = = = =
GET  /{s}/reissue/code                                       reissue/sent = = = = = = = = = =
POST /{s}/reissue/code                                       422 = = = = = = = = = =
GET  /{s}/reissue/start                                      .. reissue/password = = .. = = = = = =
POST /{s}/reissue/start                                      .. reissue/password = = .. = = = = = =
GET  /{s}/reissue/password                                   reissue/expired .. = 200 reissue/expired = = = = = =
POST /{s}/reissue/password                                   reissue/expired .. = 422 reissue/expired = = = = = =
GET  /{s}/reissue/done                                       200 = = = = = = = = = =
GET  /{s}/reissue/expired                                    410 = = = = = = = = = =
GET  /{s}/reissue/postcard                                   200 = = = = = = = = = =
POST /{s}/reissue/postcard                                   422 = = = = = = = = = =
GET  /{s}/reissue/postcard/sent                              200 = = = = = = = = = =
GET  /{s}/reissue/postcard/stop                              410 = = = = = = = = = =
POST /{s}/reissue/postcard/stop                              410 = = = = = = = = = =
GET  /{s}/reissue/postcard/stopped                           200 = = = = = = = = = =
POST /{s}/logout                                             logout/done = = = = = = = = = =
GET  /{s}/logout/done                                        200 = = = = home = = = = =
GET  /{s}/home                                               login = = = = 200 password 200 = = =
GET  /{s}/profile                                            login = = = = 200 password 200 = = =
POST /{s}/profile                                            login = = = = 422 password 422 = = =
GET  /{s}/profile/done                                       login = = = = 200 password 200 = = =
GET  /{s}/profile/emails                                     login = = = = 200 password 200 = = =
POST /{s}/profile/emails                                     login = = = = 422 password 422 = = =
GET  /{s}/profile/emails/sent                                login = = = = 200 password 200 = = =
GET  /{s}/profile/emails/code login = = = = profile/emails/sent password profile/emails/sent = = =
POST /{s}/profile/emails/code                                login = = = = 422 password 422 = = =
GET  /{s}/profile/emails/start                               .. = = = = = = = = = =
GET  /{s}/profile/emails/confirm                             login = = = = .. password .. = = =
POST /{s}/profile/emails/confirm                             login = = = = .. password .. = = =
GET  /{s}/profile/emails/done                                login = = = = 200 password 200 = = =
GET  /{s}/profile/emails/{email}/primary                     login = = = = 200 password 200 = = 404
POST /{s}/profile/emails/{email}/primary login = = = = profile/emails/done password profile/emails/done = = 404
GET  /{s}/profile/emails/{email}/removal                     login = = = = .. password .. = = 404
POST /{s}/profile/emails/{email}/removal                     login = = = = 409 password 409 = = 404
POST /{s}/profile/arrivals                                   login = = = = .. password .. = = =
GET  /{s}/session                                            login = = = = 200 password 200 = = =
GET  /{s}/session/left                                       login = = = = 200 = = = = =
GET  /{s}/expenses                                           login = = = = 200 password 200 = = =
GET  /{s}/expenses/tax                                       login = = = = 200 password 200 = = =
GET  /{s}/expenses/tax.csv                                   login = = = = 200 password 200 = = =
GET  /{s}/expenses/{file}                                    login = = = = 200 password 200 = = =
GET  /{s}/documents                                          login = = = = 200 password 200 = = =
GET  /{s}/documents/{document}.pdf                           login = = = = 200 password 200 = 404 =
GET  /{s}/documents/{document}                               login = = = = 200 password 200 = 404 =
GET  /{s}/limit-certificate                                  login = = = = 200 password 200 = = =
POST /{s}/limit-certificate                                  login = = = = 422 password 409 422 = =
GET  /{s}/limit-certificate/guide                            login = = = = 200 password 200 = = =
POST /{s}/limit-certificate/guide                            login = = = = 422 password 422 = = =
GET  /{s}/limit-certificate/guide/{advice}                   login = = = = 200 password 200 = = =
GET  /{s}/limit-certificate/new                              login = = = = 200 password 200 = = =
POST /{s}/limit-certificate/new                              login = = = = 422 password 409 = 422 =
GET  /{s}/limit-certificate/{application}                    login = = = = 200 password 200 = 404 =
POST /{s}/limit-certificate/{application}                    login = = = = 422 password 409 422 404 =
GET  /{s}/limit-certificate/{application}/correction         login = = = = 200 password 200 = 404 =
POST /{s}/limit-certificate/{application}/correction         login = = = = 422 password 409 422 404 =
GET  /{s}/limit-certificate/{application}/withdrawal         login = = = = 200 password 200 = 404 =
POST /{s}/limit-certificate/{application}/withdrawal         login = = = = .. password .. = 404 =
GET  /{s}/screenings                                         login = = = = 200 password 200 = = =
POST /{s}/screenings                                         login = = = = 404 password 404 = = =
GET  /{s}/screenings/women                                   login = = = = 200 password 200 403 200 403
POST /{s}/screenings/women                                   login = = = = 404 password 404 = = =
GET  /{s}/screenings/women/{programme}                       login = = = = 200 password 200 403 200 403
POST /{s}/screenings/women/{programme}                       login = = = = 409 password 409 403 409 403
GET  /{s}/screenings/applications/{application}              login = = = = 200 password 200 = 404 =
GET  /{s}/screenings/applications/{application}/cancellation login = = = = 200 password 200 = 404 =
POST /{s}/screenings/applications/{application}/cancellation login = = = = .. password .. = 404 =
GET  /{s}/screenings/{programme}                             login = = = = 200 password 200 = = =
POST /{s}/screenings/{programme}                             login = = = = 409 password 409 = = =
GET  /{s}/notices                                            login = = = = 200 password 200 = = =
GET  /{s}/notices/{notice}                                   login = = = = 200 password 200 = 404 =
GET  /{s}/topics                                             login = = = = 200 password 200 = = =
GET  /{s}/topics/{topic}                                     login = = = = 200 password 200 = = =
GET  /{s}/family                                             login = = = = 200 password 200 = = =
POST /{s}/family                                             login = = = = 409 password 409 422 409 =
GET  /{s}/family/done                                        login = = = = 200 password 200 = = =
GET  /{s}/password                                           login = = = = 200 = = = = =
POST /{s}/password                                           login = = = = 422 = = = = =
GET  /{s}/password/done                                      200 = = = = = = = = = =
GET  /{s}/security                                           login = = = = 200 password 200 = = =
POST /{s}/security                                           login = = = = security password security = = =
GET  /{s}/security/closure                                   login = = = = 200 password 200 = = =
POST /{s}/security/closure                                   login = = = = 422 password 422 = = =
GET  /{s}/security/closure/done                              200 = = = = home = = = = =
GET  /{s}/security/second-factor                             login = = = = home = = = = =
GET  /{s}/security/telephone-code                            login = = = = 200 password 200 = = =
GET  /{s}/security/passkeys                                  login = = = = 200 password 200 = = =
POST /{s}/security/passkeys                                  login = = = = 422 password 422 = = =
GET  /{s}/security/passkeys/new                              login = = = = 200 password 200 = = =
POST /{s}/security/passkeys/new login = = = = security/passkeys/new password security/passkeys/new = = =
GET  /{s}/security/passkeys/{passkey}/name                   login = = = = 404 password 404 = = =
POST /{s}/security/passkeys/{passkey}/name                   login = = = = 404 password 404 = = =
GET  /{s}/security/passkeys/{passkey}/removal                login = = = = 404 password 404 = = =
POST /{s}/security/passkeys/{passkey}/removal                login = = = = 404 password 404 = = =
POST /{s}/security/sessions                                  login = = = = .. password .. = = =
GET  /{s}/security/two-step                                  login = = = = 200 password 200 = = =
POST /{s}/security/two-step login = = = = security/two-step/app password security/two-step/app = = =
GET  /{s}/security/two-step/app                              login = = = = 200 password 200 = = =
POST /{s}/security/two-step/app                              login = = = = 422 password 422 = = =
GET  /{s}/security/two-step/off                              login = = = = .. password .. = = =
POST /{s}/security/two-step/off                              login = = = = .. password .. = = =
GET  /{s}/security/recovery-codes                            login = = = = .. password .. = = =
POST /{s}/security/recovery-codes                            login = = = = .. password .. = = =
GET  /{s}/help                                               200 = = = = = = = = = =
GET  /{s}/help/{topic}                                       200 = = = = = = = = = =
POST /{s}/text-size                                          / = = = = = = = = = =
GET  /{s}/go                                                 / = = = = = = = = = =
GET  /{s}/unsubscribe                                        200 = = = = = = = = = =
POST /{s}/unsubscribe                                        unsubscribe = = = = = = = = = =
GET  /{s}/unsubscribe/done                                   200 = = = = = = = = = =
GET  /{s}/components                                         200 = = = = = = = = = =
)";

// What stands for the {names} of routes: one thing of each kind, of `member` or applied for by `applicant`.
class Things {
 public:
  Things(TestPortal& portal, MemberId applicant, AccountId account, MemberId member, const std::string& branch)
      : portal_(portal), db_(portal.staff_of("mihon")), applicant_(applicant), member_(member) {
    testing::feed(portal, {.branch = branch});
    numbers_["{document}"] = number(portal.add_document("mihon", "0001001", branch));
    numbers_["{email}"] = number(account_emails::prove(db_, account, "second@example.jp", portal.now));
    publish();
    apply_for_limit_certificate();
    offer_screening("{programme}", false);
    offer_screening("women/{programme}", true);
  }

  std::string path_of(const Route& route) const {
    std::string path(route.path);
    replace(path, "{s}", "mihon");
    replace(path, "{file}", "2026.csv");
    replace(path, "{advice}", "not-needed");
    replace(path, "help/{topic}", "help/login");
    if (route.path.starts_with("/{s}/screenings/"))
      replace(path, "{application}", std::to_string(numbers_.at("screenings/{application}")));
    for (const auto& [name, number] : numbers_) {
      const std::string before = name.substr(0, name.find('{'));
      replace(path, name, before + std::to_string(number));
    }
    return path;
  }

 private:
  static void replace(std::string& path, const std::string& name, const std::string& value) {
    if (const auto at = path.find(name); at != path.npos) path.replace(at, name.size(), value);
  }

  void publish() {
    const articles::Text text{"a", "題", "本文\n", 2026y / 1 / 1, {}};
    notices::Audience only;
    only.members = {member_};
    numbers_["{notice}"] = number(notices::publish(db_, {text, only, false}, portal_.now).id);
    numbers_["{topic}"] = number(topics::publish(db_, text, portal_.now).id);
  }

  void apply_for_limit_certificate() {
    using enum applications::Status;
    const auto id =
        applications::create(db_, {applications::Kind::limit_certificate, {}, applicant_, member_}, portal_.now);
    limit_applications::add(db_, id, {2026y / 11, 2026y / 12, "100-0001", "東京都見本区", "0300000000", "", "", ""});
    applications::judge(db_, id, received, returned, "ご確認ください", portal_.now);
    numbers_["{application}"] = number(id);
  }

  // Open to everybody of that sex; of the first there is an application.
  void offer_screening(const std::string& name, bool women_only) {
    screenings::Programme programme;
    programme.name = programme.title = programme.cancer = programme.consent = name;
    programme.items = {"検査"};
    programme.women_only = women_only;
    programme.fiscal_year = 2026;
    programme.opens_on = 2026y / 4 / 1;
    programme.closes_on = 2027y / 3 / 31;
    const ProgrammeId id = screenings::add(db_, programme, portal_.now);
    numbers_[name] = number(id);
    if (women_only) return;
    screenings::take_place(db_, id, 1);
    const auto application =
        applications::create(db_, {applications::Kind::screening, id, applicant_, member_}, portal_.now);
    screenings::add_details(db_, application, {"検査", "100-0001", "東京都見本区", "0300000000", 0, 0, "同意"});
    numbers_["screenings/{application}"] = number(application);
  }

  TestPortal& portal_;
  db::SocietyDatabase db_;
  MemberId applicant_, member_;
  std::map<std::string, std::int64_t> numbers_;  // women/{programme} before {programme}
};

struct Scene {
  TestPortal portal;
  MemberId hanako = portal.member("mihon", "0001001"), ichiro = portal.member("mihon", "0001001", "01");
  AccountId hanakos = portal.add_account("mihon", "hanako", hanako);
  int registrations = 0;
};

using ThingsOf = std::unique_ptr<Things>;

// Before anybody asks: what `things` there are, and what makes the state; after which its visitors may come in.
struct State {
  const char* name;
  ThingsOf (*set)(Scene& scene);
  Browser (*come_in)(Scene& scene);
};

ThingsOf of_hanako(Scene& scene) {
  return std::make_unique<Things>(scene.portal, scene.hanako, scene.hanakos, scene.hanako, "00");
}

ThingsOf with_two_step(Scene& scene) {
  Browser hanako = scene.portal.as("hanako");
  testing::turn_on_two_step(scene.portal, hanako);
  return of_hanako(scene);
}

ThingsOf with_postcard(Scene& scene) {
  scene.portal.add_postcard("mihon", "k3m7p2qa", scene.portal.member("mihon", "0001002"));
  return of_hanako(scene);
}

ThingsOf after_leaving(Scene& scene) {
  ThingsOf things = of_hanako(scene);
  scene.portal.staff.execute("UPDATE members SET left_on = '2026-11-01' WHERE id = ?", scene.hanako);
  return things;
}

ThingsOf protect_ichiro(Scene& scene, MemberId applicant, AccountId account) {
  ThingsOf things = std::make_unique<Things>(scene.portal, applicant, account, scene.ichiro, "01");
  db::SocietyDatabase db = scene.portal.staff_of("mihon");
  household::protect(db, scene.ichiro, true);
  return things;
}

ThingsOf of_protected(Scene& scene) {
  return protect_ichiro(scene, scene.ichiro, scene.portal.add_account("mihon", "ichiro", scene.ichiro));
}

ThingsOf of_principal(Scene& scene) { return protect_ichiro(scene, scene.hanako, scene.hanakos); }

Browser nobody(Scene& scene) { return scene.portal.browser(); }
Browser as_hanako(Scene& scene) { return scene.portal.as("hanako"); }
Browser as_ichiro(Scene& scene) { return scene.portal.as("ichiro"); }
Browser as_taro(Scene& scene) { return scene.portal.as("taro"); }
Browser elsewhere(Scene& scene) { return scene.portal.as("hanako", "tameshi"); }

Browser after_a_year(Scene& scene) {
  Browser hanako = scene.portal.as("hanako");
  scene.portal.staff.execute("UPDATE accounts SET password_set_at = ?", scene.portal.now - 24h * 366);
  return hanako;
}

Browser before_the_code(Scene& scene) {
  Browser browser = scene.portal.browser();
  testing::give_password(browser, "hanako");
  return browser;
}

// To the page behind the link of the mail that `form` asks for, where `name` and `password` are given.
Browser behind_mail(Scene& scene, const std::string& form, const std::string& email, const std::string& name,
                    const std::function<std::string(const std::string&)>& password) {
  Browser browser = scene.portal.browser();
  browser.get(form);
  browser.post(form, {{"email", email}});
  const std::string text = scene.portal.mails().back().text;
  browser.get(testing::link_in(text));
  browser.get(form + "/start");
  browser.post(form + "/start", {{"login_id", name}, {"password", password(text)}});
  return browser;
}

Browser at_registration(Scene& scene) {
  return behind_mail(scene, "/mihon/register", fmt::format("taro{}@example.jp", ++scene.registrations), "k3m7p2qa",
                     [](const std::string&) { return testing::card_password; });
}

Browser at_reissue(Scene& scene) {
  return behind_mail(scene, "/mihon/reissue", "hanako@example.jp", "hanako",
                     [](const std::string& text) { return testing::between(text, "\n仮パスワード\n", "\n"); });
}

constexpr State states[] = {
    {"stranger", of_hanako, nobody},
    {"code", with_two_step, before_the_code},
    {"registering", with_postcard, at_registration},
    {"reissuing", of_hanako, at_reissue},
    {"elsewhere", of_hanako, elsewhere},
    {"member", of_hanako, as_hanako},
    {"ended", of_hanako, after_a_year},
    {"left", after_leaving, as_hanako},
    {"protected", of_protected, as_ichiro},
    {"principal", of_principal, as_hanako},
    {"neighbour", of_hanako, as_taro},
};

std::string name_of(const Route& route) {
  return (route.method == Method::get ? "GET " : "POST ") + std::string(route.path);
}

// "200", "login", ".."; "/" for the society's front page, and as it is what leads out of the society: "303>/".
std::string said(const Reply& reply, const std::string& path) {
  std::string place(reply.header("Location"));
  if (place.empty()) return std::to_string(reply.status);
  place = place.substr(0, place.find('?'));
  if (reply.status == 303 && place != "/mihon" && path.starts_with(place + "/")) return "..";
  if (reply.status != 303 || !place.starts_with("/mihon/")) return fmt::format("{}>{}", reply.status, place);
  return place == "/mihon/" ? "/" : place.substr(std::string_view("/mihon/").size());
}

bool changes_who_is_there(const Reply& reply) {
  for (const auto& [name, value] : reply.headers)
    if (name == "Set-Cookie" && (value.starts_with("__Host-sid") || value.starts_with("__Host-step"))) return true;
  return false;
}

// By route: what each of them answers to a visitor in that state. Whoever is signed out by one comes in again.
std::map<std::string, std::string> answers_in(const State& state) {
  Scene scene;
  const ThingsOf things = state.set(scene);
  std::optional<Browser> visitor(state.come_in(scene));
  std::map<std::string, std::string> answers;
  for (const Route& route : site().routes) {
    Browser now = *visitor;
    const std::string path = things->path_of(route);
    if (route.method == Method::post) now.get("/mihon/help");  // whose form token is good on every page
    const Reply reply = route.method == Method::get ? now.get(path) : now.post(path, {});
    answers[name_of(route)] = said(reply, path);
    if (changes_who_is_there(reply)) visitor.emplace(state.come_in(scene));
  }
  return answers;
}

// By route, the lines above, each "=" in full.
std::map<std::string, std::vector<std::string>> said_in_table() {
  std::map<std::string, std::vector<std::string>> rows;
  std::istringstream lines{std::string(table)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string method, path;
    if (!(words >> method >> path)) continue;
    auto& row = rows[method + " " + path];
    for (std::string word; words >> word;) row.push_back(word == "=" && !row.empty() ? row.back() : word);
  }
  return rows;
}

std::string line_of(const std::string& route, const std::vector<std::string>& row) {
  const auto space = route.find(' ');
  std::string line = fmt::format("{:<4} {:<55}", route.substr(0, space), route.substr(space + 1));
  for (std::size_t at = 0; at < row.size(); ++at) line += " " + (at > 0 && row[at] == row[at - 1] ? "=" : row[at]);
  return line;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_to_routes)

// A new route fails until its line stands in the table: the message is that line, to be judged before it is pasted.
BOOST_AUTO_TEST_CASE(every_route_answers_every_state_as_the_table_says) {
  std::map<std::string, std::vector<std::string>> found;
  for (const State& state : states)
    for (const auto& [route, answer] : answers_in(state)) found[route].push_back(answer);
  auto expected = said_in_table();
  for (const Route& route : site().routes) {
    const std::string name = name_of(route);
    BOOST_TEST((found[name] == expected[name]), line_of(name, found[name]));
    expected.erase(name);
  }
  for (const auto& [name, row] : expected) BOOST_TEST(name == "", "no route is " << name);
}

BOOST_AUTO_TEST_SUITE_END()
