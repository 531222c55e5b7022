#include "tests/support/test_portal.hpp"

#include <stdexcept>

#include "base/mail_payload.hpp"
#include "base/random.hpp"
#include "fcgi/request.hpp"
#include "handlers/site.hpp"
#include "sql/applications/limit_applications.hpp"
#include "sql/documents/document_batches.hpp"
#include "sql/imports/imports.hpp"
#include "sql/migrate.hpp"
#include "sql/societies.hpp"

namespace portal::testing {
namespace {

constexpr HashCost cheap{8, 1};

Installation test_installation(const secret::SealKeys& keys) {
  Config config;
  config.demo = true;
  config.origin = "https://portal.example.jp";
  config.paths.templates = SOURCE_FOLDER "/templates";
  WebSecrets secrets;
  secrets.peppers["pepper-1"] = random::bytes(32);
  secrets.current_pepper_id = "pepper-1";
  secrets.form_key = random::bytes(32);
  secrets.throttle_key = random::bytes(32);
  secrets.mail_seal_public = keys.public_key;
  secrets.two_step_keys = {random::bytes(32)};
  PasswordHasher passwords(cheap, secrets.peppers, secrets.current_pepper_id);
  return {config, secrets, std::move(passwords), Renderer(config.paths.templates, Missing::is_an_error)};
}

db::Settings through(db::Settings settings, const std::filesystem::path& socket) {
  settings.servers = socket.string();
  return settings;
}

db::Settings cleaned(db::Settings settings) {
  test_database().clean();
  return settings;
}

std::string percent_encoded(std::string_view text) {
  constexpr const char* hex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0)
      encoded += c;
    else
      encoded += {'%', hex[byte >> 4U], hex[byte & 15U]};
  }
  return encoded;
}

Request read(const RawRequest& raw) {
  auto request = read_request(raw, true);
  if (const auto* refused = std::get_if<HttpStatus>(&request))
    throw std::runtime_error("refused: " + std::to_string(number(*refused)));
  return std::get<Request>(std::move(request));
}

std::string random_digest() { return secret::hex_digest(random::bytes(32)); }

}  // namespace

Reply Browser::get(std::string_view target) {
  const auto question = target.find('?');
  RawRequest raw;
  raw.method = "GET";
  raw.path = target.substr(0, question);
  raw.query = question == target.npos ? "" : target.substr(question + 1);
  return send(read(raw));
}

Reply Browser::post(std::string_view path, std::initializer_list<std::pair<const char*, std::string>> fields) {
  RawRequest raw;
  raw.method = "POST";
  raw.path = path;
  raw.content_type = "application/x-www-form-urlencoded";
  raw.body = "csrf=" + percent_encoded(form_token());
  for (const auto& [name, value] : fields) raw.body += "&" + percent_encoded(name) + "=" + percent_encoded(value);
  raw.content_length = std::to_string(raw.body.size());
  raw.origin = "https://portal.example.jp";
  return send(read(raw));
}

Reply Browser::send(Request request) {
  for (const auto& [name, value] : cookies_) request.cookies.add(name, value);
  request.client_address = client_address;
  request.user_agent = user_agent;
  request.id = "0123456789abcdef";
  Reply reply = portal_.answer(request);
  keep_cookies(reply);
  if (!reply.body.empty()) last_page_ = reply.body;
  return reply;
}

std::string Browser::form_token() {
  constexpr std::string_view before = "name=\"csrf\" value=\"";
  if (last_page_.find(before) == std::string::npos) get("/mihon/login");
  const auto begin = last_page_.find(before) + before.size();
  return last_page_.substr(begin, last_page_.find('"', begin) - begin);
}

std::string Browser::cookie(std::string_view name) const {
  for (const auto& [known, value] : cookies_)
    if (known == name) return value;
  return "";
}

void Browser::forget(std::string_view name) {
  std::erase_if(cookies_, [name](const auto& cookie) { return cookie.first == name; });
}

void Browser::keep_cookies(const Reply& reply) {
  constexpr std::string_view prefix = "__Host-";
  for (const auto& [name, value] : reply.headers) {
    if (name != "Set-Cookie") continue;
    const auto equals = value.find('=');
    const std::string cookie_name = value.substr(prefix.size(), equals - prefix.size());
    forget(cookie_name);
    const std::string cookie_value = value.substr(equals + 1, value.find(';') - equals - 1);
    if (!cookie_value.empty()) cookies_.emplace_back(cookie_name, cookie_value);
  }
}

TestPortal::TestPortal(const std::filesystem::path& writing_socket)
    : now(timestamp_from_sql("2026-11-22 04:20:00")),
      seal_keys(secret::make_seal_keys()),
      installation(test_installation(seal_keys)),
      reading(cleaned(test_database().settings(DatabaseRole::web, db::Access::read_only))),
      writing(through(test_database().settings(DatabaseRole::web), writing_socket)),
      staff(test_database().settings(DatabaseRole::migrate)),
      portal(installation, site(), reading, writing) {
  for (db::Database* one : {&reading, &writing}) one->works_on_generation(migrate::generation());
  add_society("mihon", "見本健康保険組合");
  add_society("tameshi", "試し健康保険組合");
}

void TestPortal::add_society(const std::string& slug, const std::string& name) {
  Society society;
  society.slug = slug;
  society.name = name;
  society.telephone = "03-0000-0000";
  society.hours = "平日 9:30～18:00";
  society.mail_from = "info@" + slug + ".example.jp";
  society.listed = true;
  const SocietyId id = societies::add(staff, society, now);
  struct Person {
    const char *number, *branch, *relation, *name, *birth_date, *sex, *email;
  };
  for (const Person& one : {Person{"0001001", "00", "本人", "髙﨑　花子", "1985-04-01", "f", "hanako@example.jp"},
                            Person{"0001001", "01", "夫", "髙﨑　一郎", "1983-02-28", "m", nullptr},
                            Person{"0001002", "00", "本人", "𠮷田　太郎", "1970-12-31", "m", nullptr}})
    staff.execute(R"(
      INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                           enrolled_on, email, postal_code, address)
      VALUES (?, '12', ?, ?, ?, ?, 'ミホン', 'ミホン', ?, ?, '2010-04-01', ?, '1000001', '東京都見本区'))",
                  id, one.number, one.branch, one.relation, one.name, one.birth_date, one.sex,
                  one.email == nullptr ? std::nullopt : std::optional<std::string>(one.email));
}

MemberId TestPortal::member(const std::string& society, const std::string& number, const std::string& branch) {
  auto rows = staff.select(R"(
    SELECT m.id FROM members m JOIN societies s ON s.id = m.society_id
        WHERE s.slug = ? AND m.number = ? AND m.branch = ?)",
                           society, number, branch);
  if (!rows.next()) throw std::runtime_error("no such test member");
  return rows.get<MemberId>("id");
}

AccountId TestPortal::add_account(const std::string& society, const std::string& login_id, MemberId member) {
  db::SocietyDatabase db(staff, societies::find(staff, society).value().id);
  return accounts::create(
      db, {member, login_id, installation.passwords.hash(test_password), "はなこ", login_id + "@example.jp"}, now);
}

void TestPortal::add_postcard(const std::string& society, const std::string& login_id, MemberId member) {
  const auto hash = installation.passwords.hash(card_password);
  staff.execute(R"(
    INSERT INTO postcards (society_id, member_id, login_id, password_hash, pepper_id, issued_at, expires_at)
    SELECT id, ?, ?, ?, ?, ?, ? + INTERVAL 90 DAY FROM societies WHERE slug = ?)",
                member, login_id, hash.phc, hash.pepper_id, now, now, society);
}

DocumentId TestPortal::add_document(const std::string& society, const std::string& number, const std::string& branch,
                                    const std::string& title) {
  db::SocietyDatabase db = staff_of(society);
  const std::string digest = secret::hex_digest(society + number + branch + title);
  const ImportId import = imports::add(db, {"documents", "folder", random_digest(), "os:tester", {1, 0, 0, 0}}, now);
  const document_batches::Line line{member(society, number, branch),
                                    "支給決定通知書",
                                    title,
                                    std::chrono::year{2026} / 11 / 20,
                                    "a.pdf",
                                    120'000,
                                    digest};
  document_batches::add(db, {&line, 1}, import, now);
  return document_batches::latest(db, {}, 1).front().id;
}

ApplicationId TestPortal::add_limit_application(const std::string& society, const std::string& number,
                                                applications::Status status, const std::string& address) {
  using namespace std::chrono_literals;
  constexpr auto kind = applications::Kind::limit_certificate;
  db::SocietyDatabase db = staff_of(society);
  const MemberId self = member(society, number);
  const ApplicationId id = applications::create(db, {kind, {}, self, self}, now);
  limit_applications::add(db, id, {2026y / 11, 2026y / 12, "100-0001", address, "0300000000", "", "", ""});
  if (status != applications::Status::received)
    applications::judge(db, id, applications::Status::received, status, "ご確認ください", now);
  return id;
}

Browser TestPortal::as(const std::string& name, const std::string& society) {
  db::SocietyDatabase db(staff, societies::find(staff, society).value().id);
  const bool family = name == "hanako" || name == "ichiro";
  const MemberId whose = member(society, family ? "0001001" : "0001002", name == "ichiro" ? "01" : "00");
  if (!accounts::login_id_taken(db, name)) add_account(society, name, whose);
  Browser visitor = browser();
  visitor.get("/" + society + "/login");
  const Reply reply = visitor.post("/" + society + "/login", {{"login_id", name}, {"password", test_password}});
  if (reply.status != 303) throw std::runtime_error("sign-in failed: " + std::to_string(reply.status));
  return visitor;
}

std::vector<SentMail> TestPortal::mails() {
  auto rows = staff.select(
      "SELECT recipient, sealed_payload FROM mail_queue WHERE sealed_payload IS NOT NULL ORDER BY id LIMIT 10000");
  std::vector<SentMail> found;
  while (rows.next()) {
    const auto payload = unseal_payload(seal_keys, rows.get<std::string>("sealed_payload")).value();
    found.push_back({rows.get<std::string>("recipient"), payload.from_name, payload.subject, payload.text,
                     payload.unsubscribe_url});
  }
  return found;
}

std::int64_t TestPortal::count(const char* table) {
  db::Database database(test_database().settings(DatabaseRole::migrate));
  database.run_script(std::string("SET @rows = (SELECT COUNT(id) FROM ") + table + ")");
  auto rows = database.select("SELECT @rows AS counted");
  rows.next();
  return rows.get<std::int64_t>("counted");
}

std::int64_t TestPortal::recorded(const std::string& event) {
  auto rows = staff.select("SELECT COUNT(*) AS counted FROM audit_log WHERE event = ?", event);
  rows.next();
  return rows.get<std::int64_t>("counted");
}

std::string TestPortal::recorded_of(const std::string& event) {
  auto rows = staff.select(R"(
    SELECT COALESCE(a.login_id, 'nobody') AS login_id
    FROM audit_log l LEFT JOIN accounts a ON a.society_id = l.society_id AND a.id = l.account_id
      AND a.member_id = l.member_id AND l.operator = ''
    WHERE l.event = ? ORDER BY l.id LIMIT 100)",
                           event);
  std::string all;
  while (rows.next()) all += (all.empty() ? "" : " ") + rows.get<std::string>("login_id");
  return all;
}

std::int64_t TestPortal::server_status(const char* variable) {
  auto rows = staff.select(
      "SELECT VARIABLE_VALUE + 0 AS value FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = ?", variable);
  rows.next();
  return rows.get<std::int64_t>("value");
}

db::SocietyDatabase TestPortal::staff_of(const std::string& society) {
  return {staff, societies::find(staff, society).value().id};
}

std::string code_in(const std::string& text) {
  constexpr std::string_view before = "次の確認番号を入力してください。\n\n";
  const auto at = text.find(before);
  return at == text.npos ? ""
                         : text.substr(at + before.size(), text.find('\n', at + before.size()) - at - before.size());
}

std::string link_in(const std::string& text) {
  const auto begin = text.find("https://portal.example.jp") + std::string_view("https://portal.example.jp").size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace portal::testing
