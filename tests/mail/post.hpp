#pragma once
#include <chrono>
#include <functional>
#include <set>
#include <sstream>
#include <string>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "mailer/worker.hpp"
#include "tests/support/kept_log.hpp"
#include "tests/support/sink.hpp"
#include "tests/support/test_database.hpp"
#include "tests/support/test_queue.hpp"

namespace portal::testing {

using namespace std::chrono_literals;

inline constexpr WorkerTimes quick{.lease = 15min,
                                   .heartbeat_every = 1min,
                                   .poll_every = 20ms,
                                   .status_every = 1s,
                                   .hang_up_after = 2s,
                                   .stop_within = 1s,
                                   .circuit_shortest = 200ms,
                                   .circuit_longest = 1s,
                                   .database_shortest = 20ms,
                                   .database_longest = 100ms};

// A queue, a mail server and a worker between them. `asked` runs whenever the worker asks whether to stop: that is also
// about once a second in the middle of a delivery.
struct Post : TestQueue {
  Worker worker(WorkerTimes times = quick, const std::string& name = "one") {
    return Worker(mailer, keys, relay, {name, times, conversations, [this] {
                                          if (asked) asked();
                                          return stop;
                                        }});
  }
  // Rounds until there is nothing to do.
  void work(WorkerTimes times = quick) {
    Worker one = worker(times);
    while (one.round()) {
    }
  }
  std::string message_id_sent(std::size_t number) {
    const std::string line = sink.lines("accepted").at(number);
    const auto begin = line.find('<') + 1;
    return line.substr(begin, line.find('>') - begin);
  }
  std::size_t different_mails_sent() {
    std::set<std::string> ids;
    for (std::size_t number = 0; number < sink.accepted(); ++number) ids.insert(message_id_sent(number));
    return ids.size();
  }
  // How many lines of the log tell so of that mail.
  static int told(const KeptLog& log, const std::string& event, MailId mail, const std::string& reply) {
    const std::string whose = fmt::format(R"("event":"{}","mail":{},"society_id":)", event, number(mail));
    int found = 0;
    std::istringstream lines(log.text());
    for (std::string line; std::getline(lines, line);)
      found += line.find(whose) != line.npos && line.find(R"("reply":")" + reply + '"') != line.npos ? 1 : 0;
    return found;
  }
  // Runs the worker until no mail is open, or too long.
  void run_until_done(WorkerTimes times = quick) {
    const auto began = std::chrono::steady_clock::now();
    const auto before = asked;
    asked = [this, began, before] {
      if (before) before();
      try {
        stop = count("ready") + count("leased") == 0;
      } catch (const std::exception&) {
        stop = false;
      }
      if (std::chrono::steady_clock::now() - began > 60s) stop = true;
    };
    worker(times).run();
  }
  // Links are sent while the database is killed twice: none is lost, and none is sent again.
  void outlive_a_killed_database() {
    for (int number = 0; number < 60; ++number) add(MailClass::link);
    int killed = 0;
    asked = [&] {
      if (sink.accepted() > 15u * static_cast<unsigned>(killed + 1) && killed < 2) {
        test_database().stop_server();
        test_database().start_server();
        ++killed;
      }
    };
    run_until_done();
    BOOST_TEST(killed == 2);
    BOOST_TEST(count("sent") == 60);
    BOOST_TEST(sink.accepted() == 60u);
    BOOST_TEST(different_mails_sent() == 60u);
  }

  Sink sink;
  Relay relay{"localhost", sink.port(), SmtpTls::none, "", "", "", "portal.example.jp", {2s, 4s, 4s, 4s}};
  int conversations = 1;
  std::function<void()> asked;
  bool stop = false;
};

}  // namespace portal::testing
