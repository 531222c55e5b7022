#include "base/service.hpp"

#include <array>
#include <cerrno>
#include <functional>

#include <boost/test/unit_test.hpp>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

char program[] = "/bin/true";
std::array<char*, 2> arguments{program, nullptr};

// errno of a process of its own that tries to start a program; 0: it was started.
int why_not(const std::function<void()>& beforehand, const std::function<void()>& start) {
  const pid_t child = fork();
  if (child == 0) {
    beforehand();
    start();
    _exit(errno);
  }
  int ended = 0;
  BOOST_REQUIRE(waitpid(child, &ended, 0) == child);
  BOOST_REQUIRE(WIFEXITED(ended));
  return WEXITSTATUS(ended);
}

void by_name() { execv(program, arguments.data()); }
void by_descriptor() { fexecve(open(program, O_RDONLY | O_CLOEXEC), arguments.data(), environ); }
void by_a_child() {
  const pid_t grandchild = fork();
  if (grandchild == 0) {
    by_name();
    _exit(errno);
  }
  int ended = 0;
  waitpid(grandchild, &ended, 0);
  errno = WEXITSTATUS(ended);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(services)

BOOST_AUTO_TEST_CASE(who_gave_it_up_starts_no_program_and_neither_does_its_child) {
  for (const auto& start : {by_name, by_descriptor, by_a_child}) {
    BOOST_TEST(why_not([] {}, start) == 0);
    BOOST_TEST(why_not(portal::service::start_no_programs, start) == EPERM);
  }
}

BOOST_AUTO_TEST_CASE(it_forks_and_reads_as_before) {
  const auto read_a_file = [] { errno = open(program, O_RDONLY | O_CLOEXEC) < 0 ? errno : 0; };
  BOOST_TEST(why_not(portal::service::start_no_programs, read_a_file) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
