// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice MODEL (ours, not Lido's code). The named storage slots of stETH in its third version, two 128-bit numbers in most.
/// @dev The same positions as on mainnet, so that a scenario that writes a slot works on the model and on a fork alike.
library LidoSlots {
    /// low: all shares; high: shares minted against stVaults
    bytes32 internal constant TOTAL_SHARES = keccak256("lido.StETH.totalAndExternalShares");
    /// low: ether waiting in the contract; high: validators ever deposited
    bytes32 internal constant BUFFER = keccak256("lido.Lido.bufferedEtherAndDepositedValidators");
    /// low: ether on the consensus layer; high: validators seen there
    bytes32 internal constant CONSENSUS = keccak256("lido.Lido.clBalanceAndClValidators");
    bytes32 internal constant STAKE_LIMIT = keccak256("lido.Lido.stakeLimit");
    bytes32 internal constant LOCATOR = keccak256("lido.Lido.lidoLocatorAndMaxExternalRatio");
    bytes32 internal constant REWARDS_COLLECTED = keccak256("lido.Lido.totalELRewardsCollected");
    bytes32 internal constant VERSION = keccak256("lido.Versioned.contractVersion");
    bytes32 internal constant ACTIVE = keccak256("lido.Pausable.activeFlag");
    bytes32 internal constant EIP712 = keccak256("lido.StETHPermit.eip712StETH");

    function read(bytes32 slot) internal view returns (uint256 value) {
        assembly ("memory-safe") {
            value := sload(slot)
        }
    }

    function write(bytes32 slot, uint256 value) internal {
        assembly ("memory-safe") {
            sstore(slot, value)
        }
    }

    function readLow(bytes32 slot) internal view returns (uint256) {
        return uint128(read(slot));
    }

    function readHigh(bytes32 slot) internal view returns (uint256) {
        return read(slot) >> 128;
    }

    function writeLow(bytes32 slot, uint256 value) internal {
        write(slot, (readHigh(slot) << 128) | uint128(value));
    }

    function writeBoth(bytes32 slot, uint256 low, uint256 high) internal {
        write(slot, (high << 128) | uint128(low));
    }
}
