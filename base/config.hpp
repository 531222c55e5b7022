#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/password.hpp"
#include "base/secret.hpp"

namespace portal {

// The configuration can't be used. what() names the file, the line or key, and what to do; meant for a sysadmin's eyes.
struct ConfigError : std::runtime_error {
  using runtime_error::runtime_error;
};

struct DatabaseUser {
  std::string name;
  std::filesystem::path password_file;  // empty: unix_socket authentication, the database trusts the OS user
};

enum class SmtpTls { none, starttls, implicit };

// portal.toml as values, checked. Paths are absolute or relative to the file's folder.
struct Config {
  bool demo = false;   // the demo shows /components
  std::string origin;  // "https://portal.example.jp": links in mails and the own-origin check; never from Host
  struct {
    std::filesystem::path templates, error_pages;
    std::filesystem::path documents;  // where the bytes of members' documents lie; empty: no documents are taken in
  } paths;
  struct {
    std::filesystem::path socket;
    std::string schema;
    DatabaseUser web, mail, ctl, migrate;
  } database;
  std::filesystem::path secrets_directory;  // where systemd put the keys (LoadCredential=), when it did
  HashCost hash_cost;
  struct {
    std::string host;
    int port = 25;
    SmtpTls tls = SmtpTls::starttls;
    std::string user;  // empty: no AUTH
    std::filesystem::path password_file;
    std::filesystem::path ca_file;  // empty: the system's
    int conversations = 4;          // mails under way at once, of one mailer
  } smtp;

  struct {
    std::filesystem::path folder;     // empty: none
    std::chrono::seconds settle{60};  // a file that nobody has written to for so long is whole
    std::chrono::days kept{90};       // what lies in done/ and failed/; portalctl cleanup takes older ones away
  } inbox;

  struct {
    std::filesystem::path folder;  // empty: none are made
    std::string recipient;         // age's public key
    std::chrono::days kept{14};    // older ones end when a new one is whole
  } backup;

  bool secure() const { return origin.starts_with("https://"); }  // cookies are Secure and named __Host-
};

Config read_config(const std::filesystem::path& file);  // throws ConfigError; an unknown key is an error

// The keys in the secrets' directory, one per file, 32 bytes as base64url text. Only what a program needs is read. A
// numbered one lies in a folder of its kind (pepper/pepper-2), which systemd passes on as a whole
// (LoadCredential=pepper:…/pepper makes pepper_pepper-2 of it), or beside the others.
struct WebSecrets {
  std::map<std::string, std::string, std::less<>> peppers;  // by id: pepper-1, pepper-2, …; the highest is current
  std::string current_pepper_id;
  std::string form_key;      // CSRF tokens and the link step
  std::string throttle_key;  // throttle rows are keyed by its HMAC
  std::string mail_seal_public;
  std::vector<std::string> two_step_keys;  // two-step-1, two-step-2, …: seal TOTP secrets; the last one is current
};
// none: for a process that never makes or checks a password, and so shouldn't hold what it takes.
enum class Peppers { needed, none };
WebSecrets read_web_secrets(const std::filesystem::path& directory, Peppers peppers = Peppers::needed);
std::string read_mail_seal_public(
    const std::filesystem::path& directory);  // all that a program that only writes mails needs
secret::SealKeys read_mail_secrets(const std::filesystem::path& directory);

// Writes the files that are missing (mode 0600) and returns how many; never overwrites one.
int create_secrets(const std::filesystem::path& directory);

std::string read_password_file(const std::filesystem::path& file);  // one line; "" for an empty path

}  // namespace portal
