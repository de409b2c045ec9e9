// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice Structs of EigenLayer's slashing release, as its ABI has them, for the models here.
interface EigenTypes {
    struct Withdrawal {
        address staker;
        address delegatedTo;
        address withdrawer;
        uint256 nonce;
        uint32 startBlock;
        address[] strategies;
        uint256[] scaledShares;
    }

    struct QueuedWithdrawalParams {
        address[] strategies;
        uint256[] depositShares;
        address deprecatedWithdrawer;
    }

    struct SignatureWithExpiry {
        bytes signature;
        uint256 expiry;
    }

    struct OperatorSet {
        address avs;
        uint32 id;
    }

    error InputAddressZero();
    error InputArrayLengthMismatch();
}

/// @notice What the models call of each other.
interface IEigenStrategyManagerModel {
    function addShares(address staker, address strategy, uint256 shares)
        external
        returns (uint256 sharesBefore, uint256 added);
    function removeDepositShares(address staker, address strategy, uint256 shares) external returns (uint256 left);
    function withdrawSharesAsTokens(address staker, address strategy, address token, uint256 shares) external;
    function increaseBurnableShares(address strategy, uint256 added) external;
    function stakerDepositShares(address staker, address strategy) external view returns (uint256);
    function getDeposits(address staker) external view returns (address[] memory strategies, uint256[] memory shares);
}

interface IEigenDelegationModel {
    function increaseDelegatedShares(address staker, address strategy, uint256 sharesBefore, uint256 added) external;
    function slashOperatorShares(address operator, address strategy, uint64 before, uint64 left) external;
    function isOperator(address operator) external view returns (bool);
}

interface IEigenAllocationModel {
    function setAllocationDelay(address operator, uint32 delay) external;
    function getMaxMagnitude(address operator, address strategy) external view returns (uint64);
    function getMaxMagnitudes(address operator, address[] calldata strategies) external view returns (uint64[] memory);
    function getMaxMagnitudesAtBlock(address operator, address[] calldata strategies, uint32 blockNumber)
        external
        view
        returns (uint64[] memory);
}

interface IEigenStrategyModel {
    function deposit(address token, uint256 amount) external returns (uint256 shares);
    function withdraw(address recipient, address token, uint256 shares) external;
    function underlyingToken() external view returns (address);
}
