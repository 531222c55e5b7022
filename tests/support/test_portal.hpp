#pragma once
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "fcgi/portal.hpp"
#include "sql/applications/applications.hpp"
#include "sql/database.hpp"
#include "tests/support/test_database.hpp"

namespace portal::testing {

struct SentMail {
  std::string recipient, from_name, subject, text, unsubscribe_url;
};

// What a test member is signed in or registered with.
inline constexpr const char* test_password = "hanabi2026 matsuri";
inline constexpr const char* card_password = "abcdefgh2345";

class TestPortal;

// One browser: keeps cookies, remembers the last page, and sends its form token like a browser would.
class Browser {
 public:
  explicit Browser(TestPortal& portal) : portal_(portal) {}
  Reply get(std::string_view target);  // "/mihon/register/start?t=…"
  Reply post(std::string_view path, std::initializer_list<std::pair<const char*, std::string>> fields);
  Reply send(Request request);  // as given, with this browser's cookies
  std::string form_token();     // of the last page shown; asks for the login page when there is none
  std::string cookie(std::string_view name) const;
  void forget(std::string_view name);

  std::string client_address = "192.0.2.1";
  std::string user_agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1";

 private:
  void keep_cookies(const Reply& reply);
  TestPortal& portal_;
  std::vector<std::pair<std::string, std::string>> cookies_;
  std::string last_page_;
};

// The portal in-process on the private MariaDB, with a hash that costs nothing and two societies that look alike:
// mihon and tameshi have members with the same 記号・番号・枝番. Cleaned when made.
class TestPortal {
 public:
  // With the writing connection over another socket, such as a CommitCutter's.
  explicit TestPortal(const std::filesystem::path& writing_socket = test_database().socket());

  Browser browser() { return Browser(*this); }
  // A browser that is signed in as hanako (0001001-00), ichiro (her husband, 0001001-01) or taro (0001002-00, nobody's
  // family); the account with that login ID is made when it isn't there.
  Browser as(const std::string& name, const std::string& society = "mihon");
  Reply answer(const Request& request) { return portal.answer(request, now); }

  MemberId member(const std::string& society, const std::string& number, const std::string& branch = "00");
  AccountId add_account(const std::string& society, const std::string& login_id, MemberId member);
  void add_postcard(const std::string& society, const std::string& login_id, MemberId member);  // with card_password
  DocumentId add_document(const std::string& society, const std::string& number, const std::string& branch = "00",
                          const std::string& title = "支給決定通知書");  // a row alone: its bytes are nowhere
  // 限度額申請 of a member for themself, this month and the next, in this status.
  ApplicationId add_limit_application(const std::string& society, const std::string& number,
                                      applications::Status status = applications::Status::received,
                                      const std::string& address = "東京都見本区1-1");
  std::vector<SentMail> mails();                    // what lies in the queue, oldest first, opened
  std::int64_t count(const char* table);            // rows
  std::int64_t recorded(const std::string& event);  // rows of the audit log
  // Whose those are that a page wrote, row by row, by login ID: "hanako taro". nobody: of no account, of a member
  // who isn't the account's, or with an operator's name.
  std::string recorded_of(const std::string& event);
  std::int64_t server_status(const char* variable);  // of the database's server: Questions, Handler_read_next, …
  db::SocietyDatabase staff_of(const std::string& society);

  Timestamp now;  // given with every request; tests move it
  secret::SealKeys seal_keys;
  Installation installation;
  db::Database reading, writing, staff;  // staff: may do everything
  Portal portal;

 private:
  void add_society(const std::string& slug, const std::string& name);
};

std::string code_in(const std::string& text);  // 確認番号 of a mail, as it stands there: "482 915"
std::string link_in(const std::string& text);  // the first https:// or http:// line of a mail, without the origin

}  // namespace portal::testing
