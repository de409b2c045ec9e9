// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice What the models of Lido's contracts call of each other (facts of the public ABI).
interface ILidoLocator {
    function accounting() external view returns (address);
    function accountingOracle() external view returns (address);
    function burner() external view returns (address);
    function elRewardsVault() external view returns (address);
    function lido() external view returns (address);
    function oracleReportSanityChecker() external view returns (address);
    function postTokenRebaseReceiver() external view returns (address);
    function stakingRouter() external view returns (address);
    function treasury() external view returns (address);
    function withdrawalQueue() external view returns (address);
    function withdrawalVault() external view returns (address);
    function wstETH() external view returns (address);
}

interface IStEth {
    function submit(address referral) external payable returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
    function transferShares(address to, uint256 shares) external returns (uint256);
    function transferSharesFrom(address from, address to, uint256 shares) external returns (uint256);
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external;
    function getPooledEthByShares(uint256 shares) external view returns (uint256);
    function getSharesByPooledEth(uint256 amount) external view returns (uint256);
    function getTotalPooledEther() external view returns (uint256);
    function getTotalShares() external view returns (uint256);
    function getBeaconStat() external view returns (uint256 deposited, uint256 validators, uint256 balance);
    function mintShares(address to, uint256 shares) external;
    function burnShares(uint256 shares) external;
    function receiveWithdrawals() external payable;
    function processClStateUpdate(uint256 timestamp, uint256 preValidators, uint256 validators, uint256 balance)
        external;
    function collectRewardsAndProcessWithdrawals(
        uint256 timestamp,
        uint256 clBalance,
        uint256 principalClBalance,
        uint256 withdrawals,
        uint256 elRewards,
        uint256 lastRequestId,
        uint256 shareRate,
        uint256 etherToLock
    ) external;
    function emitTokenRebase(
        uint256 timestamp,
        uint256 timeElapsed,
        uint256 preTotalShares,
        uint256 preTotalEther,
        uint256 postTotalShares,
        uint256 postTotalEther,
        uint256 postInternalShares,
        uint256 postInternalEther,
        uint256 sharesMintedAsFees
    ) external;
}

interface IWstEth {
    function stETH() external view returns (address);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
    function unwrap(uint256 amount) external returns (uint256);
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external;
}

interface IWithdrawalQueue {
    function finalize(uint256 lastRequestId, uint256 maxShareRate) external payable;
    function isBunkerModeActive() external view returns (bool);
    function isPaused() external view returns (bool);
    function prefinalize(uint256[] calldata batches, uint256 maxShareRate)
        external
        view
        returns (uint256 etherToLock, uint256 sharesToBurn);
    function unfinalizedStETH() external view returns (uint256);
}

interface IWithdrawalVault {
    function withdrawWithdrawals(uint256 amount) external;
}

interface IBurner {
    function requestBurnShares(address from, uint256 shares) external;
    function commitSharesToBurn(uint256 shares) external;
}

interface IStakingRouter {
    function getStakingRewardsDistribution()
        external
        view
        returns (
            address[] memory recipients,
            uint256[] memory moduleIds,
            uint96[] memory moduleFees,
            uint96 totalFee,
            uint256 precisionPoints
        );
    function reportRewardsMinted(uint256[] calldata moduleIds, uint256[] calldata shares) external;
    function getTotalFeeE4Precision() external view returns (uint16);
}

interface IEip712StEth {
    function domainSeparatorV4(address stEth) external view returns (bytes32);
    function hashTypedDataV4(address stEth, bytes32 structHash) external view returns (bytes32);
    function eip712Domain(address stEth)
        external
        view
        returns (string memory name, string memory version, uint256 chainId, address verifyingContract);
}
