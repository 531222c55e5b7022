// The floor that bench/run measures pages against: a FastCGI worker that looks up some rows by their key and answers
// with the same bytes each time. Its listening socket is on descriptor 0, as portal-web's.
//   bench-floor DATABASE_SOCKET PASSWORD_FILE LOOK_UPS FILE      FILE: what is answered
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <cppconn/driver.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <fcgiapp.h>
#include <fmt/format.h>

namespace {

std::string text_of(const char* file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string first_line(const char* file) {
  std::string line;
  std::ifstream in(file);
  std::getline(in, line);
  return line;
}

struct LookUp {
  std::unique_ptr<sql::PreparedStatement> statement;
  std::int64_t society, member;

  void ask() {
    statement->setInt64(1, society);
    statement->setInt64(2, member);
    const std::unique_ptr<sql::ResultSet> rows(statement->executeQuery());
    if (!rows->next() || rows->getString(1).length() == 0) std::exit(EXIT_FAILURE);
  }
};

LookUp look_up(sql::Connection& connection) {
  const std::unique_ptr<sql::Statement> any(connection.createStatement());
  const std::unique_ptr<sql::ResultSet> rows(any->executeQuery("SELECT society_id, id FROM members LIMIT 1"));
  if (!rows->next()) std::exit(EXIT_FAILURE);
  constexpr const char* by_key = "SELECT name, birth_date, sex FROM members WHERE society_id = ? AND id = ?";
  return {std::unique_ptr<sql::PreparedStatement>(connection.prepareStatement(by_key)), rows->getInt64(1),
          rows->getInt64(2)};
}

void serve(LookUp& look_up, int count, const std::string& answer) {
  FCGX_Request request;
  FCGX_Init();
  FCGX_InitRequest(&request, 0, 0);
  while (FCGX_Accept_r(&request) == 0) {
    for (int number = 0; number < count; ++number) look_up.ask();
    FCGX_PutStr(answer.data(), static_cast<int>(answer.size()), request.out);
    FCGX_Finish_r(&request);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 5) return EXIT_FAILURE;
  sql::ConnectOptionsMap options;
  options["hostName"] = sql::SQLString(fmt::format("unix://{}", words[1]));
  options["userName"] = sql::SQLString("portal_web");
  options["password"] = sql::SQLString(first_line(words[2]));
  options["schema"] = sql::SQLString("kenko_portal");
  const std::unique_ptr<sql::Connection> connection(get_driver_instance()->connect(options));
  LookUp by_key = look_up(*connection);
  const std::string headers = "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store, private\r\n\r\n";
  serve(by_key, std::atoi(words[3]), headers + text_of(words[4]));
  return 0;
}
