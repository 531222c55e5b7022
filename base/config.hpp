#pragma once
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/database_servers.hpp"
#include "base/password.hpp"

namespace portal {

// The configuration can't be used. Each fault names the file, the line or key, and what to do; what() is all of them in
// one line. Meant for a sysadmin's eyes.
struct ConfigError : std::runtime_error {
  explicit ConfigError(std::vector<std::string> all);
  explicit ConfigError(const std::string& fault) : ConfigError(std::vector{fault}) {}
  std::vector<std::string> faults;
};

struct DatabaseUser {
  std::string name;
  std::filesystem::path password_file;  // empty: unix_socket authentication, the database trusts the OS user; a host
                                        // trusts none
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
    DatabaseServers servers;
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
    std::filesystem::path folder;  // where what is printed lies; empty: nobody deletes it
    std::chrono::days kept{7};     // portalctl cleanup takes older ones away
  } postcards;

  struct {
    std::filesystem::path folder;  // empty: none are made
    std::string recipient;         // age's public key
    std::chrono::days kept{14};    // older ones end when a new one is whole
  } backup;

  struct {
    std::filesystem::path folder = "/var/lib/prometheus/node-exporter";  // of node_exporter's textfile collector
  } metrics;

  std::string host() const;                                       // of the origin, without a port
  bool secure() const { return origin.starts_with("https://"); }  // cookies are Secure and named __Host-
};

Config read_config(const std::filesystem::path& file);  // throws ConfigError with all faults; an unknown key is one

// One line; "" for an empty path. What systemd handed over by the file's own name is read in its place, so that a
// program needs no right to the file itself (LoadCredential=smtp-password:/etc/kenko-portal/smtp-password).
std::string read_password_file(const std::filesystem::path& file);

}  // namespace portal
