#pragma once
#include <string>
#include <utility>
#include <vector>

namespace portal {

// Where the database is: behind a socket of this machine, or on hosts, which are asked in this order: the first that
// takes writes is used.
struct DatabaseServers {
  DatabaseServers() = default;
  DatabaseServers(std::string path) : socket(std::move(path)) {}

  std::string socket;  // empty: hosts
  std::vector<std::string> hosts;
  int port = 3306;      // of each host
  std::string ca_file;  // whose signature each host's certificate bears, for that very name; empty: no TLS, and all
                        // hosts are this machine

  std::string said() const;  // for a sysadmin's eyes: the socket's path, or "db1.example.jp, db2 (port 3306)"
};

}  // namespace portal
