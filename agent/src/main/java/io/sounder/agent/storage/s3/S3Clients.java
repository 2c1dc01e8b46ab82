package io.sounder.agent.storage.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Makes SDK clients that look at nothing but our settings: no profile files, no chain of credentials, no proxy, and
 * no retries, which {@link S3Attempts} makes. Stateless.
 */
final class S3Clients {
    private S3Clients() {}

    static S3Client open(S3Settings settings) {
        // Else the JDK drops the header Host, which names the endpoint when another host is connected to.
        System.setProperty("sun.net.http.allowRestrictedHeaders", "true");
        ProfileFile noProfile = ProfileFile.aggregator().build();
        ClientOverrideConfiguration.Builder override = ClientOverrideConfiguration.builder()
                .defaultProfileFile(noProfile)
                .defaultProfileName("none")
                .retryStrategy(AwsRetryStrategy.doNotRetry());
        if (settings.requesterPays()) {
            override.putHeader("x-amz-request-payer", "requester");
        }
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create(new S3Connections(settings)))
                .region(Region.of(settings.region()))
                .endpointOverride(settings.endpoint())
                .forcePathStyle(settings.pathStyle())
                .defaultsMode(DefaultsMode.LEGACY)
                .credentialsProvider(credentials(settings.login(), noProfile))
                // Checksums in trailers, the SDK's habit, are more than many services understand.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .addPlugin(LegacyMd5Plugin.create())
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build())
                .disableMultiRegionAccessPoints(true)
                .disableS3ExpressSessionAuth(true)
                .useArnRegion(false)
                .overrideConfiguration(override.build())
                .build();
    }

    static AwsCredentialsProvider credentials(S3Login login, ProfileFile noProfile) {
        return switch (login) {
            case S3Login.Shared shared -> StaticCredentialsProvider.create(keys(shared));
            case S3Login.Instance instance ->
                InstanceProfileCredentialsProvider.builder()
                        .profileFile(noProfile)
                        .build();
            case S3Login.Pod pod -> ContainerCredentialsProvider.builder().build();
            case S3Login.Command command -> printed(command);
            case S3Login.WebIdentity identity -> new WebIdentityCredentials(identity);
        };
    }

    private static AwsCredentialsProvider printed(S3Login.Command command) {
        AwsCredentialsProvider provider =
                ProcessCredentialsProvider.builder().command(command.words()).build();
        return () -> {
            try {
                return provider.resolveCredentials();
            } catch (IllegalStateException e) {
                // Not what the command printed: it may hold keys.
                throw SdkClientException.create("the command of repo-s3-process-cmd gave no keys");
            }
        };
    }

    private static AwsCredentials keys(S3Login.Shared shared) {
        if (shared.token().isPresent()) {
            return AwsSessionCredentials.create(
                    shared.key(), shared.secret(), shared.token().get());
        }
        return AwsBasicCredentials.create(shared.key(), shared.secret());
    }
}
