package dev.berth.runtime.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whom we trust: those whom Java trusts, and those whom this computer trusts, so that a company's
/// own certificate counts as it does for the browser and the engine.
final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    /// Where the distributions keep them in one file (the list of Go's crypto/x509).
    private static final List<Path> BUNDLES =
            Stream.of(
                            "/etc/ssl/certs/ca-certificates.crt",
                            "/etc/pki/tls/certs/ca-bundle.crt",
                            "/etc/ssl/ca-bundle.pem",
                            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
                            "/etc/ssl/cert.pem")
                    .map(Path::of)
                    .toList();

    private Certificates() {}

    /// @param environment `SSL_CERT_FILE` names another file than the usual ones
    static SSLContext trusted(Map<String, String> environment) {
        try {
            var trusted = new HashSet<X509Certificate>();
            trusted.addAll(anchors(null));
            var named = environment.getOrDefault("SSL_CERT_FILE", "");
            (named.isBlank() ? BUNDLES.stream() : Stream.of(Path.of(named)))
                    .filter(Files::isReadable)
                    .findFirst()
                    .ifPresent(bundle -> trusted.addAll(read(bundle)));
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(store(trusted)), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java can do this", e);
        }
    }

    private static List<X509Certificate> anchors(@Nullable KeyStore store)
            throws GeneralSecurityException {
        return Arrays.stream(managers(store))
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore store(Set<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (var certificate : trusted) {
            store.setCertificateEntry(Integer.toString(number++), certificate);
        }
        return store;
    }

    /// A file that cannot be read adds nobody.
    private static List<X509Certificate> read(Path bundle) {
        try (var in = new BufferedInputStream(Files.newInputStream(bundle))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException | IOException e) {
            LOG.warn("the certificates in {} cannot be read: {}", bundle, e.getMessage());
            return List.of();
        }
    }
}
