#pragma once
#include <filesystem>

#include <sys/types.h>

#include "sql/database.hpp"

namespace portal::testing {

enum class DatabaseRole { web, mail, ctl, migrate, root };

// A private MariaDB with the settings of production and an empty schema, in a folder of its own; ends with the program.
class TestDatabase {
 public:
  TestDatabase();
  ~TestDatabase();

  db::Settings settings(DatabaseRole role, db::Access access = db::Access::read_write) const;
  std::filesystem::path socket() const { return folder_ / "db.sock"; }
  void clean();        // deletes every row of every table but the migrations'
  void stop_server();  // kill -9, as a power cut would
  void start_server();

 private:
  void install();
  std::filesystem::path folder_;
  pid_t server_ = 0;
};

TestDatabase& test_database();  // started at the first call

}  // namespace portal::testing
