package dev.berth.runtime.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A server's identity on 127.0.0.1 that its own certificate alone vouches for, as a company's
/// does.
///
/// @param certificate in PEM, for those who are to trust it
record Identity(SSLContext context, Path certificate) implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    static Identity made(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Files.createDirectories(folder);
        var store = folder.resolve("identity.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made =
                new ProcessBuilder(
                                List.of(
                                        tool,
                                        "-genkeypair",
                                        "-keyalg",
                                        "EC",
                                        "-alias",
                                        "own",
                                        "-dname",
                                        "CN=own",
                                        "-ext",
                                        "san=ip:127.0.0.1",
                                        "-ext",
                                        "bc=ca:true",
                                        "-storetype",
                                        "PKCS12",
                                        "-keystore",
                                        store.toString(),
                                        "-storepass",
                                        PASSWORD))
                        .inheritIO()
                        .start()
                        .waitFor();
        if (made != 0) {
            throw new IOException("keytool ended with " + made);
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        var pem =
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("own").getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
        return new Identity(context, Files.writeString(folder.resolve("own.pem"), pem));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(certificate);
    }
}
