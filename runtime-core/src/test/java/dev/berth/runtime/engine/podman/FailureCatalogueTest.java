package dev.berth.runtime.engine.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.engine.EngineFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureCatalogueTest {

    /// Recorded from Podman 4.3.1, rootless and as root; ids shortened.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret-create | 125 | Error: podprobe-s: secret name in use | NAME_TAKEN",
                "secret-remove | 125 | Error: no secret with name or id \"n\": no such secret | NO_SUCH_THING",
                "secret-inspect | 125 | Error: inspecting secret: no secret with name or id \"n\": no such secret | NO_SUCH_THING",
                "create | 125 | Error: running container create option: no secret with name or id \"n\": no such secret | SECRET_MISSING",
                "start | 125 | Error: unable to start container \"4133\": no secret with name or id \"n\": no such secret | SECRET_MISSING",
                "create | 125 | Error: creating container storage: the container name \"a\" is already in use by 4133. You have to remove that container to be able to reuse that name: that name is already in use | NAME_TAKEN",
                "create | 125 | Error: localhost/nope:1: image not known | RELEASE_MISSING",
                "image | 125 | Error: inspecting object: localhost/nope:1: image not known | NO_SUCH_THING",
                "inspect | 125 | Error: inspecting object: no such container deadbeef | NO_SUCH_THING",
                "stop | 125 | Error: no container with name or ID \"zz\" found: no such container | NO_SUCH_THING",
                "remove | 1 | Error: no container with name or ID \"zz\" found: no such container | NO_SUCH_THING",
                "remove | 2 | Error: cannot remove container 4133 as it is running - running or paused containers cannot be removed without force: container state improper | WRONG_STATE",
                "stop | 125 | Error: container f4aa is running or paused, refusing to clean up: container state improper | WRONG_STATE",
                "start | 125 | Error: unable to start container \"f4aa\": container f4aa must be in Created or Stopped state to be started: container state improper | WRONG_STATE",
                "unpause | 125 | Error: unpause is not supported for cgroupv1 rootless containers | WRONG_STATE",
                "start | 125 | Error: unable to start container \"205e\": cannot listen on the TCP port: listen tcp4 127.0.0.1:28182: bind: address already in use | PORT_TAKEN",
                "start | 125 | Error: unable to start container \"4310\": rootlessport listen tcp 127.0.0.1:28182: bind: address already in use | PORT_TAKEN",
                "create | 125 | Error: statfs /no/such/dir: no such file or directory | NO_SUCH_THING",
                "load | 125 | Error: stat /no/file: no such file or directory | NO_SUCH_THING",
                "load | 125 | Error: payload does not match any of the supported image formats: | UNREADABLE",
                "fetch | 125 | Error: initializing source docker://nothing.invalid/x:1: pinging container registry nothing.invalid: Get \"https://nothing.invalid/v2/\": dial tcp: lookup nothing.invalid on 10.255.255.53:53: no such host | NETWORK",
                "fetch | 125 | Error: initializing source docker://127.0.0.1:1/x:latest: dial tcp 127.0.0.1:1: connect: connection refused | NETWORK",
                "info | 1 | time=\"2026\" level=error msg=\"stat /root/.config/containers/storage.conf: permission denied\" | UNUSABLE",
                "create | 125 | Error: unknown flag: --frob | TOO_OLD",
                "start | 125 | Error: unable to start container \"3044\": runc: runc create failed: unable to start container process: exec: \"/no/such\": stat /no/such: no such file or directory | UNCLASSIFIED"
            })
    void whatWasSeenIsUnderstood(String verb, int exit, String text, Kind expected) {
        assertThat(FailureCatalogue.kind(verb, exit, text)).isEqualTo(expected);
    }

    /// From podman.md.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "info | command required for rootless mode with multiple IDs: exec: \"newuidmap\": executable file not found in $PATH | UNUSABLE",
                "info | cannot set up namespace using \"/usr/bin/newuidmap\": should have setuid or have filecaps setuid | UNUSABLE",
                "load | there might not be enough IDs available in the namespace | USER_IDS_MISSING",
                "info | Using rootless single mapping into the namespace. This might break some images. Check /etc/subuid | USER_IDS_MISSING",
                "start | The cgroupv2 manager is set to systemd but there is no systemd user session available | UNUSABLE",
                "info | Error: Cgroups v1 not supported | UNUSABLE",
                "info | Error: creating tmpdir: mkdir /run/user/1000: permission denied | UNUSABLE",
                "list | Error: invalid internal status, try resetting the pause process with \"podman system migrate\" | UNUSABLE",
                "load | Error: writing blob: no space left on device | NO_ROOM",
                "fetch | Error: reading manifest 1 in ghcr.io/a/b: manifest unknown | RELEASE_MISSING",
                "fetch | Error: initializing source: reading manifest latest in ghcr.io/a/b: denied | RELEASE_MISSING",
                "fetch | Error: mkdir /var/lib/containers: permission denied | UNCLASSIFIED",
                "fetch | Error: toomanyrequests: You have reached your pull rate limit | NETWORK",
                "fetch | Error: x509: certificate signed by unknown authority | NETWORK",
                "list | Error: layer not known | UNUSABLE",
                "list | Cannot connect to Podman. Please verify your connection to the Linux system | UNUSABLE",
                "info | Error: server API version is too old. Client \"5\" server \"4\" | TOO_OLD"
            })
    void whatOthersMetIsUnderstood(String verb, String text, Kind expected) {
        assertThat(FailureCatalogue.kind(verb, 125, text)).isEqualTo(expected);
    }

    @Test
    void theErrorCountsBeforeTheWarningsAboveIt() {
        var text =
                """
                time="2026" level=warning msg="Using rootless single mapping into the namespace."
                Error: localhost/nope:1: image not known
                """;
        assertThat(FailureCatalogue.kind("create", 125, text)).isEqualTo(Kind.RELEASE_MISSING);
    }

    @Test
    void whatNobodyKnowsIsNeverTakenForAbsence() {
        assertThat(FailureCatalogue.kind("inspect", 125, "")).isEqualTo(Kind.UNCLASSIFIED);
        assertThat(FailureCatalogue.failure("inspect", 125, "").text()).isEqualTo("exit 125");
    }
}
