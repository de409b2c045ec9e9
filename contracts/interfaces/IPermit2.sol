// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast uses of Uniswap's Permit2: transfers by signature, each of which works once.
interface IPermit2 {
    struct TokenPermissions {
        address token;
        uint256 amount;
    }

    /// @param nonce Any number that the owner has not used; their order does not matter.
    /// @param deadline Unix seconds.
    struct PermitTransferFrom {
        TokenPermissions permitted;
        uint256 nonce;
        uint256 deadline;
    }

    struct SignatureTransferDetails {
        address to;
        uint256 requestedAmount;
    }

    /// @notice Moves tokens of `owner` who signed for the caller as spender.
    function permitTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata transferDetails,
        address owner,
        bytes calldata signature
    ) external;
}
