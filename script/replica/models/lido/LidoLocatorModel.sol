// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILidoLocator} from "./ILido.sol";

/// @title MODEL of Lido's address book, the LidoLocator (ours, not Lido's code)
/// @notice Answers for the parts that the replica has, to the third version (`oracleReportComponents`) and to the second.
contract LidoLocatorModel is ILidoLocator {
    struct Config {
        address accounting;
        address accountingOracle;
        address burner;
        address elRewardsVault;
        address lido;
        address oracleReportSanityChecker;
        address stakingRouter;
        address treasury;
        address withdrawalQueue;
        address withdrawalVault;
        address wstETH;
    }

    address public immutable accounting;
    address public immutable accountingOracle;
    address public immutable burner;
    address public immutable elRewardsVault;
    address public immutable lido;
    address public immutable oracleReportSanityChecker;
    address public immutable stakingRouter;
    address public immutable treasury;
    address public immutable withdrawalQueue;
    address public immutable withdrawalVault;
    address public immutable wstETH;
    /// Nobody listens to rebases here.
    address public constant postTokenRebaseReceiver = address(0);

    constructor(Config memory config) {
        accounting = config.accounting;
        accountingOracle = config.accountingOracle;
        burner = config.burner;
        elRewardsVault = config.elRewardsVault;
        lido = config.lido;
        oracleReportSanityChecker = config.oracleReportSanityChecker;
        stakingRouter = config.stakingRouter;
        treasury = config.treasury;
        withdrawalQueue = config.withdrawalQueue;
        withdrawalVault = config.withdrawalVault;
        wstETH = config.wstETH;
    }

    /// @dev The call of the second version, which the overlay's real stETH makes.
    function oracleReportComponentsForLido()
        external
        view
        returns (address, address, address, address, address, address, address)
    {
        return (
            accountingOracle,
            elRewardsVault,
            oracleReportSanityChecker,
            burner,
            withdrawalQueue,
            withdrawalVault,
            postTokenRebaseReceiver
        );
    }
}
